"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // Light or dark, kept between pages where the browser allows it.
  const themes = document.querySelector(".theme");
  const stored = () => { try { return localStorage.getItem("diptych-theme"); } catch { return null; } };
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  if (stored()) root.dataset.theme = stored() === "dark" ? "dark" : "light";
  if (themes) {
    themes.hidden = false;
    const show = () => { themes.textContent = dark() ? "☀" : "☾"; };
    themes.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem("diptych-theme", root.dataset.theme); } catch { /* private mode */ }
      show();
    });
    show();
  }

  if (document.body.classList.contains("article")) article();
  if (document.body.classList.contains("index")) index();

  function article() {
    // One tooltip for all marks, beside the mark that the pointer or the keyboard is on.
    const marks = ".edit, .damage, .badge";
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.setAttribute("aria-hidden", "true"); // the mark itself carries the same words as its label
    tip.hidden = true;
    document.body.append(tip);
    let shown = null;
    const hide = () => { tip.hidden = true; shown = null; };
    const show = (mark, x) => {
      if (mark === shown) return;
      shown = mark;
      const label = mark.getAttribute("aria-label") || "";
      const split = label.indexOf(" · ") >= 0 ? label.indexOf(" · ") + 3 : label.indexOf(": ") + 2;
      const head = document.createElement("b");
      head.textContent = label.slice(0, split).replace(/ · $|: $/, "");
      tip.replaceChildren(head, label.slice(split));
      tip.hidden = false;
      const boxes = mark.getClientRects();
      if (!boxes.length) return hide();
      const box = x === null ? boxes[0] : [...boxes].find(b => b.left <= x && x <= b.right) || boxes[0];
      const gap = 8, width = tip.offsetWidth, height = tip.offsetHeight;
      const middle = x === null ? (box.left + box.right) / 2 : x;
      const left = Math.max(gap, Math.min(middle - width / 2, root.clientWidth - width - gap));
      const above = box.top - height - gap;
      const below = Math.min(box.bottom + gap, innerHeight - height - gap);
      tip.style.left = `${left}px`;
      tip.style.top = `${above > 60 ? above : below}px`;
    };
    document.addEventListener("pointerover", event => {
      const mark = event.target.closest?.(marks);
      if (mark) show(mark, event.clientX);
      else if (!event.target.closest?.(".tip")) hide();
    });
    document.addEventListener("focusin", event => {
      const mark = event.target.closest?.(marks);
      if (mark) show(mark, null); else hide();
    });
    document.addEventListener("focusout", hide);
    document.addEventListener("scroll", hide, { passive: true });
    document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });

    // The marks of the raw text are one stop of the Tab key; the arrows walk through them.
    const inRaw = [...document.querySelectorAll(".raw-leaf .edit, .raw-leaf .damage")];
    inRaw.slice(1).forEach(mark => { mark.tabIndex = -1; });
    inRaw.forEach((mark, at) => mark.addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      for (let to = at + step; to >= 0 && to < inRaw.length; to += step) {
        if (!inRaw[to].getClientRects().length) continue;
        mark.tabIndex = -1;
        inRaw[to].tabIndex = 0;
        inRaw[to].focus();
        break;
      }
      event.preventDefault();
    }));

    // From the list of edits to the text, which may be out of view.
    document.addEventListener("click", event => {
      const link = event.target.closest?.('a[href^="#e"]');
      const all = document.getElementById("view-all");
      if (link && document.getElementById("view-pair").checked) all.checked = true;
      const target = link && document.getElementById(link.hash.slice(1));
      for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    });
  }

  function index() {
    const form = document.getElementById("filter");
    const body = document.getElementById("rows");
    if (!form || !body) return;
    const rest = document.getElementById("rest");
    const rows = [...body.rows, ...(rest ? rest.content.querySelectorAll("tr") : [])];
    let words = null; // what can be searched, gathered when it is first asked for
    const order = new Map(rows.map((row, at) => [row, at]));
    const more = document.getElementById("more");
    const pages = document.getElementById("pages");
    const count = document.getElementById("count");
    const step = 200;
    let column = -1, descending = false, limit = step, kept = rows;
    form.hidden = false;
    if (pages) pages.hidden = true;
    const collator = new Intl.Collator(["fr", "en"], { numeric: true });

    const draw = () => {
      body.replaceChildren(...kept.slice(0, limit));
      more.parentElement.hidden = kept.length <= limit;
      const whole = rows.length.toLocaleString("en");
      count.textContent = kept.length === rows.length ? `${whole} articles` : `${kept.length.toLocaleString("en")} of ${whole}`;
    };
    const sort = () => {
      if (column < 0) { kept.sort((a, b) => order.get(a) - order.get(b)); return; }
      const number = heads[column].classList.contains("n");
      const value = new Map(kept.map(row => [row, row.cells[column].dataset.v ?? row.cells[column].textContent]));
      const compare = number ? (a, b) => a - b : collator.compare;
      kept.sort((a, b) => {
        const one = value.get(a), two = value.get(b);
        if ((one === "") !== (two === "")) return one === "" ? 1 : -1;
        return (descending ? -1 : 1) * compare(one, two) || order.get(a) - order.get(b);
      });
    };
    const filter = () => {
      const data = new FormData(form);
      words ??= rows.map(row => `${row.textContent} ${row.cells[2].title}`.toLowerCase());
      const wanted = data.get("words").toLowerCase().split(/\s+/).filter(Boolean);
      kept = rows.filter((row, at) =>
        wanted.every(word => words[at].includes(word))
        && (!data.get("status") || row.dataset.s === data.get("status")[0])
        && (!data.get("language") || row.dataset.g === data.get("language"))
        && (!data.get("flagged") || "f" in row.dataset));
      limit = step;
      sort();
      draw();
    };
    const heads = [...document.querySelectorAll("#articles thead th")];
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const first = head.classList.contains("n");
        if (column !== at) { column = at; descending = first; }
        else if (descending === first) descending = !descending;
        else column = -1;
        heads.forEach(other => other.removeAttribute("aria-sort"));
        if (column >= 0) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        limit = step;
        sort();
        draw();
      });
    });
    let waiting;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
    form.addEventListener("submit", event => { event.preventDefault(); filter(); });
    more.addEventListener("click", () => { limit += step; draw(); });
    if (form.elements.words.value || form.elements.status.value || form.elements.language.value || form.elements.flagged.checked) filter();
    else draw(); // a reload keeps what was asked before
  }
})();
