/* Follows an import that runs: every three seconds the page is asked how far it is; when it is done, one goes on. */

const PAUSE = 3000;

async function look() {
  const shown = document.querySelector("[data-skew-progress]");
  const response = await fetch(window.location.href, {credentials: "same-origin"});
  if (response.redirected) {
    window.location.assign(response.url);
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const now = page.querySelector("[data-skew-progress]");
  if (!now) {
    window.location.reload();
    return;
  }
  shown.replaceChildren(...now.childNodes);
  window.setTimeout(look, PAUSE);
}

window.setTimeout(look, PAUSE);
