"use strict";
// The page can be read without any of this, which finds, darkens and reloads.
(() => {
  const form = document.querySelector(".filter");
  const root = document.documentElement;

  // What has been chosen survives a reload and, where the browser lets a page keep anything, the next visit.
  const kept = (store, key, value) => {
    try {
      if (value !== undefined) store.setItem(key, value);
      return store.getItem(key);
    } catch {
      return null;
    }
  };

  const choice = (name) => form.elements[name];
  const filter = () => {
    const words = choice("text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const language = choice("language")?.value, category = choice("category")?.value, faulty = choice("faulty")?.checked;
    const groups = document.querySelectorAll(".group"), chats = document.querySelectorAll(".chats li");
    let shown = 0;
    groups.forEach((group, i) => {
      const name = group.querySelector("h2").textContent;
      let any = false;
      for (const entry of group.querySelectorAll(".entry")) {
        entry.text ??= (name + " " + [...entry.querySelectorAll("h3, .screen, .place")].map((e) => e.textContent).join(" ")).toLowerCase();
        const fits = words.every((word) => entry.text.includes(word)) &&
          (!language || entry.dataset.language === language) &&
          (!category || entry.dataset.category === category) &&
          (!faulty || "faulty" in entry.dataset);
        entry.hidden = !fits;
        any ||= fits;
        shown += fits;
      }
      group.hidden = chats[i].hidden = !any;
    });
    document.querySelector(".none").hidden = shown > 0 || groups.length === 0;
    kept(sessionStorage, "filter", JSON.stringify({ text: choice("text").value, language, category, faulty }));
  };

  const restore = () => {
    const values = JSON.parse(kept(sessionStorage, "filter") ?? "{}");
    for (const name of ["text", "language", "category"]) {
      if (choice(name) && values[name]) choice(name).value = values[name];
    }
    if (choice("faulty")) choice("faulty").checked = Boolean(values.faulty);
    filter();
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  const theme = document.querySelector(".theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const chosen = kept(localStorage, "theme");
    if (chosen) root.dataset.theme = chosen;
    theme.setAttribute("aria-pressed", (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark");
  };
  theme.addEventListener("click", () => {
    root.dataset.theme = theme.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    kept(localStorage, "theme", root.dataset.theme);
    paint();
  });
  dark.addEventListener("change", paint);

  // / leads to the search as on many pages, unless somebody writes.
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea") && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      choice("text").focus();
    }
  });

  form.hidden = false;
  paint();
  restore();

  if (root.dataset.live) listen();

  // listen loads the page again when the server has another state of it. What is open, what one writes and which message
  // one looks at are kept.
  function listen() {
    const key = (details) => {
      const entry = details.closest(".entry");
      const place = entry && [entry.closest(".group").getAttribute("aria-labelledby"), entry.dataset.language];
      return JSON.stringify([place, [...(entry ?? document).querySelectorAll("details")].indexOf(details)]);
    };
    const all = () => [...document.querySelectorAll("details")];
    const top = (group) => group.getBoundingClientRect().top;

    const state = JSON.parse(kept(sessionStorage, "state") ?? "{}");
    for (const details of all()) details.open = state.open?.[key(details)] ?? details.open;
    if (state.writing) choice(state.writing)?.focus();
    // Not how far down one was: what is out of sight has no height yet.
    history.scrollRestoration = "manual";
    const seen = state.seen && document.querySelector(`.group[aria-labelledby="${state.seen}"]`);
    const look = (times) => {
      scrollBy({ top: top(seen) - state.top, behavior: "instant" });
      if (times > 1) requestAnimationFrame(() => look(times - 1));
    };
    if (seen) look(3);

    addEventListener("pagehide", () => {
      const group = [...document.querySelectorAll(".group:not([hidden])")].find((g) => g.getBoundingClientRect().bottom > 80);
      kept(sessionStorage, "state", JSON.stringify({
        open: Object.fromEntries(all().map((details) => [key(details), details.open])),
        writing: form.contains(document.activeElement) ? document.activeElement.name : undefined,
        seen: group?.getAttribute("aria-labelledby"), top: group && top(group),
      }));
    });
    new EventSource("events").addEventListener("message", (event) => {
      if (event.data !== root.dataset.live) location.reload();
    });
  }
})();
