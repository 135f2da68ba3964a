/* Follows a brochure that is being built: every two seconds it asks how far it is, and in the end shows the result. */

const BUILD_PAUSE = 2000;

async function lookAtBuild() {
  const shown = document.querySelector("[data-skew-build]");
  const now = await fetch(shown.dataset.skewBuild, {credentials: "same-origin"})
    .then((response) => response.json())
    // The network is away for a moment; the next question may be answered.
    .catch(() => null);
  if (now && !now.running) {
    window.location.reload();
    return;
  }
  if (now) {
    shown.querySelector("progress").value = now.percent;
    shown.querySelector("[data-skew-percent]").textContent = now.percent;
    shown.querySelector("[data-skew-stage]").textContent = now.stage;
  }
  window.setTimeout(lookAtBuild, BUILD_PAUSE);
}

window.setTimeout(lookAtBuild, BUILD_PAUSE);
