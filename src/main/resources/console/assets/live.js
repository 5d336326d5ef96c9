// The console works without this file; it adds what is live, and the reader's own time. No framework, no eval.
addEventListener("keydown", e => {
  if (e.key === "/" && !/input|textarea|select/i.test(e.target.tagName) && !e.ctrlKey && !e.metaKey && !e.altKey) {
    e.preventDefault();
    document.querySelector("#q")?.focus();
  }
});

const sign = document.querySelector("#live");
const url = document.body.dataset.live;
let source, checked = Date.now(), wait = 1000, ended = false;

times(document);
if (url) {
  open();
  // A browser opens six connections to one server: a hidden tab gives its own back.
  document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
  addEventListener("pagehide", close);
  addEventListener("pageshow", e => e.persisted && open());
  setInterval(say, 1000);
}

function open() {
  if (source || ended) return;
  source = new EventSource(url);
  source.addEventListener("open", () => { wait = 1000; seen(); });
  source.addEventListener("part", e => { seen(); swap(e.data); });
  source.addEventListener("still", seen);
  source.addEventListener("end", e => { ended = true; close(); swap(e.data); say(); });
  source.addEventListener("error", () => {
    sign?.setAttribute("data-lost", "");
    say();
    if (source?.readyState !== EventSource.CLOSED) return;
    close();
    setTimeout(() => document.hidden || open(), wait);
    wait = Math.min(wait * 2, 15000);
  });
}

function close() { source?.close(); source = undefined; }
function seen() { checked = Date.now(); sign?.removeAttribute("data-lost"); say(); }

function say() {
  if (!sign) return;
  const ago = Math.round((Date.now() - checked) / 1000);
  sign.hidden = false;
  for (const e of document.querySelectorAll("[data-age]")) age(e);
  sign.textContent = ended ? "finished" : sign.hasAttribute("data-lost") ? "lost, trying again" : `live, checked ${ago} s ago`;
}

// How old a look at an environment is, where it is not one of now.
function age(e) {
  e.seen ??= Date.now() - e.dataset.age * 1000;
  const s = Math.round((Date.now() - e.seen) / 1000);
  e.textContent = s < 10 ? "" : `checked ${s} s ago`;
}

// Each event is HTML with named parts: whatever changed takes the place of the part of the same name, as a whole.
function swap(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  times(box.content);
  for (const fresh of box.content.querySelectorAll("[data-part]")) {
    const old = document.getElementById(fresh.id);
    for (const e of fresh.querySelectorAll("[data-age]")) {
      age(e);
      const same = document.getElementById(e.id);
      if (same) { same.seen = e.seen; same.dataset.age = e.dataset.age; same.textContent = e.textContent; }
    }
    if (!old || old.isEqualNode(fresh)) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement : undefined;
    const again = focused?.href && [...fresh.querySelectorAll("a")].find(a => a.href === focused.href && a.textContent === focused.textContent);
    if (focused && !again) continue; // what holds the focus stays
    for (const d of old.querySelectorAll("details[open]")) fresh.querySelector(`details[data-k="${d.dataset.k}"]`)?.setAttribute("open", "");
    const bars = [...fresh.querySelectorAll("progress[id]")].map(bar => [bar, bar.value, old.querySelector("#" + bar.id)?.value]);
    for (const [bar, , before] of bars) bar.value = before ?? bar.value;
    old.replaceWith(fresh);
    again?.focus({ preventScroll: true });
    requestAnimationFrame(() => { for (const [bar, now] of bars) bar.value = now; });
  }
}

// The server writes UTC; the reader gets the own zone, and UTC in the title.
function times(root) {
  for (const t of root.querySelectorAll("time[datetime]")) {
    const at = new Date(t.dateTime), today = at.toDateString() === new Date().toDateString();
    if (isNaN(at)) continue;
    t.title = t.dateTime;
    t.textContent = t.classList.contains("day")
      ? today ? at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : at.toLocaleDateString([], { day: "numeric", month: "short" })
      : at.toLocaleString([], { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short" });
  }
}
