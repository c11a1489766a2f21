"use strict";
(() => {
  const form = document.querySelector(".filter");
  const root = document.documentElement;
  const place = (id) => document.getElementById(id);
  const choice = (name) => form.elements[name];
  const further = document.querySelector(".further"), fresh = document.querySelector(".fresh"), none = document.querySelector(".none");
  const step = 24, most = 240; // messages on the page
  let limit = step, asking = false, again = false, ended = false;

  const kept = (key, value) => {
    try {
      if (value !== undefined) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  // settle makes the children of an element those of a text, and lets each child be that is there already: what is open
  // or has the focus stays so, and nothing flickers.
  const settle = (parent, text) => {
    const holder = document.createElement(parent.localName);
    const made = document.createElement("template");
    made.innerHTML = text;
    holder.append(made.content);
    const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
    let at = parent.firstElementChild;
    for (const child of [...holder.children]) {
      const had = old.get(child.dataset.key);
      old.delete(child.dataset.key);
      if (had && had.said === child.outerHTML) {
        if (had === at) at = at.nextElementSibling;
        else parent.insertBefore(had, at);
        continue;
      }
      child.said = child.outerHTML;
      parent.insertBefore(child, at);
      if (had) {
        if (had.contains(document.activeElement)) child.querySelector("button")?.focus();
        if (had === at) at = at.nextElementSibling;
        had.remove();
      }
    }
    for (const gone of old.values()) gone.remove();
  };

  const newest = (text) => Number(text.match(/data-key="(\d+)"/)?.[1] ?? 0);
  const shown = () => Number(place("phones").firstElementChild?.dataset.key ?? 0);

  const mark = () => {
    for (const button of document.querySelectorAll("#contacts button")) {
      button.setAttribute("aria-pressed", String(button.value === choice("contact").value));
    }
  };

  // draw shows a view. Whoever reads further down is not moved: new messages wait behind a button.
  const draw = (view, asked) => {
    const summary = document.querySelector(".summary");
    summary.textContent = view.summary;
    summary.classList.toggle("alarm", view.alarm);
    settle(place("contacts"), view.contacts);
    settle(place("requests"), view.requests);
    const news = newest(view.phones) - shown();
    const waits = !asked && scrollY > 150 && shown() > 0 && news > 0;
    if (!waits) settle(place("phones"), view.phones);
    fresh.textContent = "New messages";
    fresh.hidden = !waits;
    none.hidden = place("phones").childElementCount > 0;
    none.textContent = choice("contact").value || choice("twice").checked ? "No message matches." : "No message has arrived yet.";
    further.hidden = !view.more || limit >= most;
    mark();
  };

  const refresh = async (asked = false) => {
    if (asking) {
      again ||= asked ? "asked" : true;
      return;
    }
    asking = true;
    try {
      const query = new URLSearchParams({ contact: choice("contact").value.trim(), twice: choice("twice").checked ? "1" : "", limit });
      const answer = await fetch(`sandbox/view?${query}`);
      if (answer.ok) draw(await answer.json(), asked);
    } catch {
      // The server is gone, which the events tell too.
    }
    asking = false;
    if (again) {
      const next = again === "asked";
      again = false;
      refresh(next);
    }
  };

  const choose = () => {
    limit = step;
    refresh(true);
  };
  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  further.addEventListener("click", () => {
    limit = Math.min(limit + step, most);
    refresh(true);
  });
  fresh.addEventListener("click", () => {
    scrollTo({ top: 0, behavior: "instant" });
    limit = step;
    refresh(true);
  });
  addEventListener("scroll", () => {
    if (scrollY <= 150 && !fresh.hidden) refresh(true);
  }, { passive: true });
  place("contacts").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    choice("contact").value = choice("contact").value === button.value ? "" : button.value;
    choose();
  });

  const theme = document.querySelector(".theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const chosen = kept("theme");
    if (chosen) root.dataset.theme = chosen;
    theme.setAttribute("aria-pressed", String((root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark"));
  };
  theme.addEventListener("click", () => {
    root.dataset.theme = theme.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    kept("theme", root.dataset.theme);
    paint();
  });
  dark.addEventListener("change", paint);

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea") && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      choice("contact").focus();
    }
  });

  form.hidden = false;
  paint();
  for (const child of document.querySelectorAll("[data-key]")) child.said = child.outerHTML;
  refresh(true); // a browser keeps what is in the fields when it loads a page again
  const events = new EventSource("sandbox/events");
  events.addEventListener("message", () => {
    ended = false;
    refresh();
  });
  events.addEventListener("error", () => {
    if (ended) return;
    ended = true;
    document.querySelector(".summary").textContent += " · the sandbox has ended";
  });
})();
