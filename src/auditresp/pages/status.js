"use strict";
// Without this script every recommendation is shown; with it they can be chosen, and the choice stands in the address.
{
  const form = document.getElementById("filter");
  const said = document.getElementById("antal");
  const items = [...document.querySelectorAll(".item")];
  const audits = [...document.querySelectorAll("section.audit")];
  const names = ["namnd", "granskning", "lage", "sena"];

  const chosen = () => {
    const data = new FormData(form);
    return Object.fromEntries(names.map((name) => [name, data.get(name) || ""]));
  };

  const fits = ({ dataset }, { namnd, granskning, lage, sena }) =>
    (!namnd || dataset.boards.split(" ").includes(namnd)) &&
    (!granskning || dataset.audit === granskning) &&
    (!lage || dataset.status === lage) &&
    (!sena || dataset.late === sena);

  const show = () => {
    const choice = chosen();
    let shown = 0;
    for (const item of items) {
      item.hidden = !fits(item, choice);
      if (!item.hidden) shown += 1;
    }
    const isChosen = names.some((name) => choice[name]);
    for (const audit of audits) audit.hidden = isChosen && !audit.querySelector(".item:not([hidden])");
    said.textContent = `Visar ${shown} av ${items.length} rekommendationer och iakttagelser.`;
    return choice;
  };

  const remember = (choice) => {
    const words = new URLSearchParams(Object.entries(choice).filter(([, value]) => value));
    history.replaceState(null, "", `#${words}`);
  };

  const follow = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (hash.includes("=")) {
      const words = new URLSearchParams(hash);
      for (const name of ["namnd", "granskning", "lage"]) form.elements[name].value = words.get(name) || "";
      form.elements.sena.checked = words.get("sena") === "ja";
      for (const select of form.querySelectorAll("select")) if (select.selectedIndex < 0) select.selectedIndex = 0;
      show();
    } else {
      const target = hash && document.getElementById(hash);
      if (target && target.matches("details")) {
        if (target.hidden) { form.reset(); show(); }
        target.open = true;
        target.scrollIntoView();
        target.querySelector("summary").focus({ preventScroll: true });
      }
    }
  };

  form.addEventListener("change", () => remember(show()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => remember(show())));
  for (const button of form.querySelectorAll("button[data-open]")) {
    button.addEventListener("click", () => {
      for (const item of items) if (!item.hidden) item.open = Boolean(button.dataset.open);
    });
  }
  addEventListener("hashchange", follow);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });

  form.hidden = false;
  show();
  follow();
}
