// The picture on a canvas: land, ties, marks, and the names that find room.
import { paintHeads } from "./arrows.js";
import { trace } from "./looks.js";

const SMALLEST = 0.15;
const LARGEST = 0.46;
const EVEN = 0.22;
const RADII = [2, 22];
const LETTERS = 40;
// The first few have their names whatever they cover; others only where they cover little.
const ALWAYS_NAMED = 5;
const MOST_COVERED = 3;
// Lines of one stroke: longer paths take a machine without a graphics card long to fill.
const AT_ONCE = 40;

export function shares(data, size) {
  if (size === "same" || !data.sizes[size]) return new Float32Array(data.key.length).fill(EVEN);
  const numbers = data.sizes[size];
  const highest = numbers.reduce((most, number) => Math.max(most, number), 0);
  return Float32Array.from(numbers, (number) => (highest > 0 ? SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.max(number, 0) / highest) : SMALLEST));
}

export const radiusOf = (share, room) => Math.min(Math.max(share * room, RADII[0]), RADII[1]);

export function nodeState(shown, steps, node, degrees) {
  if (node === shown.chosen) return "chosen";
  if (shown.lit) return shown.lit[node] ? "" : "faint";
  if (shown.chosen >= 0 && !steps) return shown.distance[node] === 1 ? "near" : "faint";
  return degrees[node] ? "" : "alone";
}

export function paint(pen, scene) {
  const { width, height, looks } = scene;
  pen.fillStyle = looks.paper;
  pen.fillRect(0, 0, width, height);
  paintLand(pen, scene);
  paintTies(pen, scene);
  paintMarks(pen, scene);
  paintNames(pen, scene);
}

function paintLand(pen, { land, camera, looks, parts }) {
  if (!land) return;
  pen.save();
  const scale = camera.room / parts;
  pen.translate(-camera.left * camera.room, -camera.top * camera.room);
  pen.scale(scale, scale);
  pen.lineWidth = 0.75 / scale;
  pen.fillStyle = looks.sheet;
  pen.strokeStyle = looks.line;
  for (const outline of land) {
    pen.fill(outline);
    pen.stroke(outline);
  }
  pen.restore();
}

function tieState(scene, one, other) {
  const { shown, steps } = scene;
  if (shown.chosen >= 0 && (one === shown.chosen || other === shown.chosen)) return "near";
  if (shown.lit && !(shown.lit[one] && shown.lit[other])) return "faint";
  return shown.chosen >= 0 && !steps ? "faint" : "";
}

function paintTies(pen, scene) {
  const { data, shown, at, looks } = scene;
  const { source, target, tier, told, way } = data.lines;
  const groups = new Map();
  for (let tie = 0; tie < source.length; tie++) {
    if (!shown.ties[tie]) continue;
    const state = tieState(scene, source[tie], target[tie]);
    const name = `${state}|${told[tie]}|${tier[tie]}`;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(tie);
  }
  const ordered = [...groups].sort(([a], [b]) => Number(a.startsWith("near")) - Number(b.startsWith("near")) || (a < b ? -1 : 1));
  for (const [name, ties] of ordered) {
    const [state, status, strength] = name.split("|");
    const look = looks.tie(data.statuses[status], strength, state);
    pen.strokeStyle = look.stroke;
    pen.globalAlpha = look.strokeOpacity;
    pen.lineWidth = look.width;
    pen.setLineDash(look.dashes);
    for (let start = 0; start < ties.length; start += AT_ONCE) {
      pen.beginPath();
      for (const tie of ties.slice(start, start + AT_ONCE)) {
        pen.moveTo(at[2 * source[tie]], at[2 * source[tie] + 1]);
        pen.lineTo(at[2 * target[tie]], at[2 * target[tie] + 1]);
      }
      pen.stroke();
    }
    if (way) paintHeads(pen, scene, ties, looks.head(data.statuses[status], strength, state), data.heads[strength - 1]);
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

function paintMarks(pen, scene) {
  const { data, shown, at, looks, facet, radii, order, steps, width, height } = scene;
  const values = data.facets[facet].values;
  for (const node of order) {
    if (!shown.nodes[node]) continue;
    const x = at[2 * node];
    const y = at[2 * node + 1];
    if (x < -30 || y < -30 || x > width + 30 || y > height + 30) continue;
    const [, , tone, shape] = values[data.facets[facet].codes[node]];
    const look = looks.node(tone, nodeState(shown, steps, node, scene.degrees));
    trace(pen, shape, x, y, radii[node]);
    pen.globalAlpha = look.opacity * look.fillOpacity;
    pen.fillStyle = tone === "unknown" ? looks.hatch : look.fill;
    pen.fill();
    pen.globalAlpha = look.opacity;
    pen.strokeStyle = look.stroke;
    pen.lineWidth = look.width;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

function shortened(words) {
  if (words.length <= LETTERS) return words;
  const cut = words.slice(0, LETTERS).replace(/\s\S*$/u, "").replace(/[\s,;–—-]+$/u, "");
  return `${cut}…`;
}

function paintNames(pen, scene) {
  const { data, shown, at, looks, radii, named, mostNames, width, height } = scene;
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = looks.paper;
  const taken = [];
  const marks = [];
  for (const node of scene.order) {
    if (!shown.nodes[node] || nodeState(shown, scene.steps, node, scene.degrees) === "faint") continue;
    const [x, y, r] = [at[2 * node], at[2 * node + 1], radii[node]];
    marks.push([x - r, y - r, x + r, y + r]);
    if (node === shown.chosen) taken.push(marks.at(-1));
  }
  const write = (nodes, most, mostCovered) => {
    pen.font = `13px ${looks.font}`;
    pen.fillStyle = looks.ink;
    let count = 0;
    for (const node of nodes) {
      if (count >= most) break;
      const words = shortened(data.name[node]);
      const found = room(pen.measureText(words).width, at[2 * node], at[2 * node + 1], radii[node] + 4, taken, marks, width, height, mostCovered);
      if (!found) continue;
      taken.push(found.box);
      count += 1;
      pen.textAlign = found.align;
      pen.strokeText(words, found.x, found.y);
      pen.fillText(words, found.x, found.y);
    }
  };
  paintRegions(pen, scene, taken, true);
  write(named.slice(0, ALWAYS_NAMED), ALWAYS_NAMED, Infinity);
  paintRegions(pen, scene, taken, false);
  write(named.slice(ALWAYS_NAMED), mostNames - ALWAYS_NAMED, MOST_COVERED);
}

function paintRegions(pen, { regions, looks, width }, taken, rows) {
  pen.font = `600 14px ${looks.font}`;
  pen.fillStyle = looks.quiet;
  pen.textAlign = "center";
  for (const { words, x, y, isRow = false } of regions) {
    if (isRow !== rows) continue;
    const half = pen.measureText(words).width / 2;
    const middle = Math.min(Math.max(x, half + 4), width - half - 4);
    const box = [middle - half, y - 14, middle + half, y + 5];
    if (taken.some((other) => meets(box, other))) continue;
    taken.push(box);
    pen.strokeText(words, middle, y);
    pen.fillText(words, middle, y);
  }
}

// Right of its mark, left of it, beneath or above: where it covers no other name and few marks.
function room(length, x, y, away, taken, marks, width, height, mostCovered) {
  let best = null;
  for (const [px, py, align] of [[x + away, y + 4, "left"], [x - away, y + 4, "right"], [x, y + away + 11, "center"], [x, y - away - 2, "center"]]) {
    const left = align === "left" ? px : align === "right" ? px - length : px - length / 2;
    const box = [left - 2, py - 12, left + length + 2, py + 4];
    if (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height || taken.some((other) => meets(box, other))) continue;
    const covered = marks.reduce((count, other) => count + meets(box, other), 0);
    if (covered > mostCovered) continue;
    if (!best || covered < best.covered) best = { x: px, y: py, align, box, covered };
  }
  return best;
}
