/* Narrows a long list of checkboxes while typing. Without it the list just scrolls. */
(() => {
  const LONG = 30;
  let count = 0;

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

  function enhance(list) {
    const options = [...list.querySelectorAll(".skew-checklist__option")];
    if (list.dataset.ready || options.length < LONG) return;
    list.dataset.ready = "true";
    count += 1;

    const label = document.createElement("label");
    label.className = "skew-checklist__label";
    label.htmlFor = `skew-checklist-${count}`;
    label.textContent = list.dataset.label;
    const input = document.createElement("input");
    input.type = "search";
    input.id = label.htmlFor;
    input.autocomplete = "off";
    const status = document.createElement("span");
    status.className = "skew-checklist__status";
    status.setAttribute("role", "status");

    input.addEventListener("input", () => {
      const wanted = fold(input.value.trim());
      let shown = 0;
      options.forEach((option) => {
        const fits = fold(option.textContent).includes(wanted) || option.querySelector("input").checked;
        option.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      status.textContent = `${shown} ${list.dataset.found}`;
    });
    list.prepend(label, input, status);
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-skew-checklist]").forEach(enhance);
  });
})();
