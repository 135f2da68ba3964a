/* Follows a brochure that is being built: every two seconds it asks how far it is, and in the end shows the result. */

const shown = document.querySelector("[data-skew-build]");

async function look() {
  try {
    const response = await fetch(shown.dataset.skewBuild, {credentials: "same-origin"});
    const now = await response.json();
    if (!now.running) {
      window.location.reload();
      return;
    }
    shown.querySelector("progress").value = now.percent;
    shown.querySelector("[data-skew-percent]").textContent = now.percent;
    shown.querySelector("[data-skew-stage]").textContent = now.stage;
  } catch {
    // The network is away for a moment; the next question may be answered.
  }
  window.setTimeout(look, 2000);
}

window.setTimeout(look, 2000);
