// The picture on its canvas: what is shown of the network, where it stands, and what is under the pointer.
import { Camera } from "./camera.js";
import { Looks, trace } from "./looks.js";
import { nodeState, paint, radiusOf, shares } from "./painting.js";
import { narrowed } from "./state.js";

const FEWEST_NAMED = 8;
const MOST_NAMES = 18;
const NAMED_FIRST = 3;

export class Picture {
  constructor(frame, data, state) {
    Object.assign(this, { frame, data, state, camera: new Camera(), looks: new Looks(), hovered: -1, isDue: false });
    this.box = frame.querySelector(".network-live");
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
  }

  open() {
    this.box.hidden = false;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.box.append(this.canvas);
    this.pen = this.canvas.getContext("2d");
    this.frame.classList.add("is-live");
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
    const first = this.bridging();
    const rank = (node) => ({ chosen: 2e9, near: 1e9 })[state_(node)] ?? (first.has(node) ? 5e8 : 0) + this.degrees[node] + this.shares[node] * 1e4;
    this.named = this.order
      .filter((node) => this.shown.nodes[node] && !isFaint[node] && (this.degrees[node] || node === this.shown.chosen))
      .map((node) => [rank(node), node])
      .sort(([a], [b]) => b - a)
      .slice(0, 160)
      .map(([, node]) => node);
    this.groups = this.groupsShown();
  }

  // The few most often on the way between others are named before all, as the sentences name them.
  bridging() {
    const between = this.data.sizes.betweenness_share ?? [];
    const found = between.map((share, node) => [share, node]).filter(([share]) => share > 0);
    return new Set(found.sort(([a], [b]) => b - a).slice(0, NAMED_FIRST).map(([, node]) => node));
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
}
