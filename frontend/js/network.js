// The picture that moves, in place of the drawing: the same marks, and every state of it in the address.
import { Combobox } from "./combobox.js";
import { Camera } from "./network/camera.js";
import { keysOf } from "./network/keys.js";
import { Looks, trace } from "./network/looks.js";
import { nodeState, paint, radiusOf, shares } from "./network/painting.js";
import { savePng } from "./network/png.js";
import { asked, carriedOver, narrowed, rest, written } from "./network/state.js";
import { sayAgain } from "./network/words.js";

const FEWEST_NAMED = 8;
const MOST_NAMES = 18;
const TOLD_NAMES = 8;

class Live {
  constructor(frame, data) {
    Object.assign(this, { frame, data, camera: new Camera(), looks: new Looks(), hovered: -1, isDue: false });
    this.box = frame.querySelector(".network-live");
    this.told = document.getElementById("network-told");
    this.state = asked(location.href);
    this.said = this.state;
    this.saying = Promise.resolve();
    this.degrees = new Uint16Array(data.key.length);
    for (const end of ["source", "target"]) for (const node of data.lines[end]) this.degrees[node] += 1;
    this.land = (data.outlines ?? []).map((d) => new Path2D(d));
    this.open();
    this.narrow();
    this.resize();
    new ResizeObserver(() => this.resize()).observe(this.box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.looks = new Looks();
      this.due();
    });
    this.listen();
  }

  open() {
    this.box.hidden = false;
    Object.assign(this.box, { tabIndex: 0 });
    for (const [name, value] of [["role", "application"], ["aria-label", this.frame.dataset.label], ["aria-describedby", "network-caption"]]) this.box.setAttribute(name, value);
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.tip = Object.assign(document.createElement("div"), { className: "network-tip", hidden: true });
    this.box.append(this.canvas, this.tip);
    this.frame.append(this.buttons());
    this.pen = this.canvas.getContext("2d");
    this.frame.classList.add("is-live");
  }

  buttons() {
    const row = Object.assign(document.createElement("div"), { className: "network-buttons no-print" });
    const { closer, farther, fit, keys } = this.frame.dataset;
    for (const [words, sign, deed] of [[closer, "+", () => this.closer(1.4)], [farther, "−", () => this.closer(1 / 1.4)], [fit, fit, () => this.fit()], [keys, "?", () => document.getElementById("network-keys").showModal()]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign, title: words });
      button.setAttribute("aria-label", words);
      button.addEventListener("click", deed);
      row.append(button);
    }
    return row;
  }

  // What is shown, recomputed when the view asks for something else.
  narrow() {
    const { data, state } = this;
    this.shown = narrowed(data, state);
    const [x, y] = state.view === "land" && data.land ? data.land : data.ties;
    this.x = Float32Array.from(x, (value) => value / data.parts);
    this.y = Float32Array.from(y, (value) => value / data.parts);
    this.facet = data.facets[state.colour] ? state.colour : Object.keys(data.facets)[0];
    this.shares = shares(data, state.size);
    this.at = new Float32Array(2 * data.key.length);
    const state_ = (node) => nodeState(this.shown, state.steps, node, this.degrees);
    const isFaint = Uint8Array.from(data.key, (_, node) => Number(state_(node) === "faint"));
    this.order = data.key.map((_, node) => node).sort((a, b) => isFaint[b] - isFaint[a] || this.shares[b] - this.shares[a]);
    const rank = (node) => ({ chosen: 2e9, near: 1e9 })[state_(node)] ?? this.degrees[node] + this.shares[node] * 1e4;
    this.named = this.order
      .filter((node) => this.shown.nodes[node] && !isFaint[node] && (this.degrees[node] || node === this.shown.chosen))
      .map((node) => [rank(node), node])
      .sort(([a], [b]) => b - a)
      .slice(0, 160)
      .map(([, node]) => node);
    this.groups = this.groupsShown();
  }

  groupsShown() {
    const { values, codes } = this.data.facets.community;
    if (this.shown.chosen >= 0) return [];
    const [why, apart] = this.data.apart[this.state.view] ?? this.data.apart.ties;
    const row = apart.filter((node) => this.shown.nodes[node]);
    const rows = row.length < FEWEST_NAMED ? [] : [{ words: why, own: row, isRow: true }];
    if (this.state.view === "land") return rows;
    const groups = values.flatMap(([code, words, , , isPlace], place) => {
      const own = [];
      codes.forEach((value, node) => value === place && this.shown.nodes[node] && own.push(node));
      return code === "unknown" || !isPlace || own.length < FEWEST_NAMED ? [] : [{ words, own }];
    });
    return [...rows, ...groups];
  }

  regions() {
    return this.groups.map(({ words, own, isRow }) => {
      const xs = own.map((node) => this.at[2 * node]).sort((a, b) => a - b);
      const ys = own.map((node) => this.at[2 * node + 1]).sort((a, b) => a - b);
      if (isRow) return { words, x: xs[0] + words.length * 3.5, y: ys[0] - 16, isRow };
      return { words, x: xs[xs.length >> 1], y: Math.max(ys[Math.floor(ys.length * 0.04)] - this.camera.room * 0.75, 16) };
    });
  }

  resize() {
    const { width, height } = this.box.getBoundingClientRect();
    if (!width || (width === this.width && height === this.height)) return;
    const sharp = window.devicePixelRatio || 1;
    Object.assign(this, { width, height, sharp });
    this.canvas.width = Math.round(width * sharp);
    this.canvas.height = Math.round(height * sharp);
    if (!this.camera.isMoved) this.camera.fit(this.x, this.y, this.shown.nodes, width, height);
    this.draw();
  }

  scene() {
    const { data, shown, camera, looks, facet, order, named, degrees, width, height, at } = this;
    const radii = Float32Array.from(this.shares, (share) => radiusOf(share, camera.room));
    for (let node = 0; node < this.x.length; node++) {
      at[2 * node] = (this.x[node] - camera.left) * camera.room;
      at[2 * node + 1] = (this.y[node] - camera.top) * camera.room;
    }
    this.radii = radii;
    const land = this.state.view === "land" ? this.land : null;
    return { data, shown, camera, looks, facet, order, named, degrees, width, height, at, radii, land, parts: data.parts, steps: this.state.steps, regions: this.regions(), mostNames: width < 600 ? 8 : MOST_NAMES };
  }

  draw() {
    this.isDue = false;
    this.pen.setTransform(this.sharp, 0, 0, this.sharp, 0, 0);
    paint(this.pen, this.scene());
    if (this.hovered >= 0 && this.shown.nodes[this.hovered]) this.ring(this.hovered);
  }

  ring(node) {
    trace(this.pen, "circle", this.at[2 * node], this.at[2 * node + 1], this.radii[node] + 4);
    this.pen.strokeStyle = this.looks.ink;
    this.pen.lineWidth = 1.5;
    this.pen.stroke();
  }

  due() {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => this.draw());
  }

  fit() {
    this.camera.fit(this.x, this.y, this.shown.nodes, this.width, this.height);
    this.due();
  }

  closer(times, x = this.width / 2, y = this.height / 2) {
    this.camera.closer(times, x, y);
    this.due();
  }

  // Another view of the same network: drawn at once, put in the address, said again by the server.
  turn(changed, { focuses = false } = {}) {
    const before = this.state;
    this.state = { ...before, ...changed };
    if (!this.state.org) this.state.steps = 0;
    const address = written(this.state);
    const isMissing = (this.state.size !== "same" && !this.data.sizes[this.state.size]) || !this.data.facets[this.state.colour];
    if (isMissing && this.state.colour !== before.colour) return location.assign(address);
    if (isMissing && this.state.size !== before.size) return location.assign(address);
    const isWhole = this.frame.dataset.whole || ["only", "without", "steps"].every((name) => String(before[name]) === String(this.state[name]));
    if (!isWhole) return location.assign(address);
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
    const steps = state.steps ? ` ${fill(frame.dataset.steps, { n: state.steps, count: shown.nodes.reduce((sum, one) => sum + one, 0) })}` : "";
    this.told.textContent = fill(near.length ? frame.dataset.told : frame.dataset.none, own) + steps;
  }

  near(node) {
    return [...new Set(this.shown.near[node])].filter((other) => this.shown.nodes[other]).sort((a, b) => this.degrees[b] - this.degrees[a]);
  }

  under(event) {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best = -1;
    let nearest = Infinity;
    for (let node = 0; node < this.x.length; node++) {
      if (!this.shown.nodes[node]) continue;
      const distance = Math.hypot(this.at[2 * node] - x, this.at[2 * node + 1] - y);
      if (distance <= this.radii[node] + 5 && distance < nearest) [best, nearest] = [node, distance];
    }
    return { node: best, x, y };
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => {
      this.held = { x: event.clientX, y: event.clientY, isMoved: false, touches: event.pointerType === "touch" };
      if (!this.held.touches) canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => (this.held && !this.held.touches ? this.drag(event) : this.hover(event)));
    canvas.addEventListener("pointerup", (event) => {
      const { isMoved } = this.held ?? {};
      this.held = null;
      canvas.classList.remove("is-moved");
      if (!isMoved) this.choose(this.under(event).node);
    });
    canvas.addEventListener("pointercancel", () => (this.held = null));
    canvas.addEventListener("pointerleave", () => this.hover(null));
    canvas.addEventListener("wheel", (event) => {
      // The page scrolls over the picture; with Ctrl, or two fingers drawn apart, the picture comes closer.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { x, y } = this.under(event);
      this.closer(Math.exp(-event.deltaY / 200), x, y);
    }, { passive: false });
    this.box.addEventListener("keydown", keysOf(this));
    document.addEventListener("click", (event) => this.follow(event));
    document.getElementById("network-look")?.addEventListener("change", (event) => this.turn({ [event.target.name]: event.target.value }));
    this.search();
    const png = document.querySelector("[data-png]");
    if (png) {
      png.hidden = false;
      png.querySelector("button").addEventListener("click", () => savePng(this));
    }
    document.addEventListener("keydown", (event) => {
      if (event.target.closest?.("input, select, textarea, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "?") document.getElementById("network-keys").showModal();
    });
  }

  drag(event) {
    const { held } = this;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.isMoved && Math.hypot(dx, dy) < 4) return;
    Object.assign(held, { x: event.clientX, y: event.clientY, isMoved: true });
    this.canvas.classList.add("is-moved");
    this.camera.move(dx, dy);
    this.due();
  }

  hover(event) {
    const { node, x, y } = event ? this.under(event) : { node: -1 };
    if (node !== this.hovered) {
      this.hovered = node;
      this.canvas.classList.toggle("is-over", node >= 0);
      this.due();
    }
    this.tip.hidden = node < 0;
    if (node < 0) return;
    const name = document.createElement("strong");
    name.textContent = this.data.name[node];
    this.tip.replaceChildren(name, this.data.words[node]);
    const left = Math.min(x + 14, this.width - this.tip.offsetWidth - 6);
    const top = y + 16 + this.tip.offsetHeight > this.height ? y - this.tip.offsetHeight - 10 : y + 16;
    this.tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
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
