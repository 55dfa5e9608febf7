// The picture that moves, in place of the drawing: the same marks, and every state of it in the address.
import { Combobox } from "./combobox.js";
import { keepFocus, restoreFocus } from "./focus.js";
import { Hand } from "./network/hand.js";
import { keysOf } from "./network/keys.js";
import { Picture } from "./network/picture.js";
import { asked, carriedOver, rest, written } from "./network/state.js";
import { followWindow } from "./network/window.js";
import { sayAgain } from "./network/words.js";

const TOLD_NAMES = 8;

class Live extends Picture {
  constructor(frame, data) {
    super(frame, data, asked(location.href));
    this.told = document.getElementById("network-told");
    this.said = this.state;
    this.saying = Promise.resolve();
    this.box.tabIndex = 0;
    for (const [name, value] of [["role", "application"], ["aria-label", frame.dataset.label], ["aria-describedby", "network-caption"]]) this.box.setAttribute(name, value);
    this.hand = new Hand(this);
    this.listen();
  }

  listen() {
    this.box.addEventListener("keydown", keysOf(this));
    document.addEventListener("click", (event) => this.follow(event));
    document.getElementById("network-look")?.addEventListener("change", (event) => this.turn({ [event.target.name]: event.target.value }));
    this.search();
    document.addEventListener("keydown", (event) => {
      if (event.target.closest?.("input, select, textarea, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "?") document.getElementById("network-keys").showModal();
    });
  }

  // Another view of the same network: drawn at once, put in the address, said again by the server.
  turn(changed, { focuses = false } = {}) {
    const before = this.state;
    this.state = { ...before, ...changed };
    if (!this.state.org) this.state.steps = 0;
    const address = written(this.state);
    const isMissing = (this.state.size !== "same" && !this.data.sizes[this.state.size]) || !this.data.facets[this.state.colour];
    const isTurned = ["colour", "size"].some((name) => this.state[name] !== before[name]);
    const isWhole = this.frame.dataset.whole || ["only", "without", "steps"].every((name) => String(before[name]) === String(this.state[name]));
    if ((isMissing && isTurned) || !isWhole) return this.leave(address);
    performance.mark("network-turned");
    this.narrow();
    const isWider = ["only", "without", "steps", "view"].some((name) => String(before[name]) !== String(this.state[name]));
    if (isWider) this.camera.fit(this.x, this.y, this.shown.nodes, this.width, this.height);
    else if (this.shown.chosen >= 0) this.camera.show(this.x[this.shown.chosen], this.y[this.shown.chosen], this.width, this.height);
    this.draw();
    performance.mark("network-redrawn");
    history.replaceState(null, "", address);
    this.setSelects();
    const own = this.state;
    this.saying = sayAgain(address, { focuses }).then(() => {
      this.said = own;
    });
    return this.saying;
  }

  leave(address) {
    keepFocus();
    location.assign(address);
  }

  setSelects() {
    for (const name of ["colour", "size", "view"]) {
      const select = document.getElementById(`network-${name}`);
      if (select) select.value = this.state[name];
    }
  }

  choose(node, options) {
    this.turn({ org: node < 0 ? "" : this.data.key[node] }, options);
    this.say();
  }

  say() {
    const { data, shown, state, frame } = this;
    const fill = (words, values) => words.replace(/\{(\w+)\}/gu, (_, name) => values[name]);
    if (shown.chosen < 0) {
      this.told.textContent = frame.dataset.all;
      return;
    }
    const near = this.near(shown.chosen);
    const names = near.slice(0, TOLD_NAMES).map((node) => data.name[node]).join("; ");
    const own = { name: data.name[shown.chosen], words: data.words[shown.chosen], count: near.length, names };
    const steps = state.steps ? ` ${fill(state.steps === 1 ? frame.dataset.step : frame.dataset.steps, { n: state.steps, count: shown.nodes.reduce((sum, one) => sum + one, 0) })}` : "";
    this.told.textContent = fill(near.length ? frame.dataset.told : frame.dataset.none, own) + steps;
  }

  follow(event) {
    const link = event.target.closest?.("a[data-view]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || rest(link.href) !== rest(location.href)) return;
    event.preventDefault();
    const isElsewhere = !link.closest("#network-side");
    const next = carriedOver(asked(link.href), this.said, this.state);
    const isOther = next.org !== this.state.org || next.steps !== this.state.steps;
    const isAnother = next.org && next.org !== this.state.org;
    this.turn(next, { focuses: Boolean(isAnother) });
    if (isOther) this.say();
    if (isAnother && isElsewhere) this.frame.scrollIntoView({ block: "nearest" });
  }

  search() {
    const input = document.getElementById("network-find");
    if (!input || !this.frame.dataset.whole) return;
    const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const names = this.data.name.map(folded);
    new Combobox(input, {
      find: (words) => {
        const wanted = folded(words).split(/\s+/u).filter(Boolean);
        if (!wanted.length) return [];
        const found = names.flatMap((name, node) => (wanted.every((word) => name.includes(word)) ? [node] : []));
        return found.sort((a, b) => this.degrees[b] - this.degrees[a]).slice(0, 12).map((node) => ({ value: node, label: this.data.name[node], note: this.data.words[node] }));
      },
      choose: ({ value }) => {
        input.value = "";
        this.choose(value);
        this.box.focus({ preventScroll: true });
      },
      status: (count) => {
        this.told.textContent = this.frame.dataset.found.replace("{n}", count);
      },
    });
  }
}

async function start(frame) {
  try {
    const answer = await fetch(frame.dataset.columns);
    if (!answer.ok) throw new Error(answer.statusText);
    window.concertationNetwork = new Live(frame, await answer.json());
    frame.setAttribute("data-ready", "");
    performance.mark("network-painted");
  } catch (error) {
    frame.classList.remove("is-live");
    frame.querySelector(".network-live").hidden = true;
    document.getElementById("network-said").textContent = frame.dataset.failed;
    throw error;
  }
}

const frame = document.getElementById("network");
if (frame?.dataset.columns) start(frame);
followWindow(document.getElementById("network-window"));
restoreFocus();
