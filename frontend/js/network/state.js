// What a view asks, read from its address and written to it; what it then shows of the columns.
export const FILTERS = ["only", "without"];
const PLAIN = { colour: "kind", size: "degree", view: "ties", steps: "0", org: "", light: "" };
const OF_TIES = ["told", "layer"];

export function asked(address) {
  const said = new URL(address, location.href).searchParams;
  const state = Object.fromEntries(Object.entries(PLAIN).map(([name, plain]) => [name, said.get(name) ?? plain]));
  for (const name of FILTERS) state[name] = said.getAll(name);
  state.steps = state.org ? Number(state.steps) || 0 : 0;
  return state;
}

export function written(state) {
  const here = new URL(location.href);
  for (const name of ["rows", "lines", "find", ...FILTERS]) here.searchParams.delete(name);
  for (const [name, plain] of Object.entries(PLAIN)) {
    const value = String(state[name]);
    if (value && value !== plain) here.searchParams.set(name, value);
    else here.searchParams.delete(name);
  }
  for (const name of FILTERS) for (const pair of state[name]) here.searchParams.append(name, pair);
  here.hash = "";
  return here.href;
}

// What a link changes of the view that its page was made for, changed in the view of now: words come a little later.
export function carriedOver(next, said, now) {
  const found = { ...now };
  for (const name of [...Object.keys(PLAIN)]) if (String(next[name]) !== String(said[name])) found[name] = next[name];
  for (const name of FILTERS) {
    const added = next[name].filter((pair) => !said[name].includes(pair));
    const taken = said[name].filter((pair) => !next[name].includes(pair));
    found[name] = [...new Set([...now[name], ...added])].filter((pair) => !taken.includes(pair));
  }
  return found;
}

// What else an address says: another kind of tie or another day is another network.
export function rest(address) {
  const url = new URL(address, location.href);
  for (const name of [...Object.keys(PLAIN), ...FILTERS, "sort", "rows", "lines", "find"]) url.searchParams.delete(name);
  url.searchParams.sort();
  return url.pathname + url.search;
}

function byFacet(pairs) {
  const found = new Map();
  for (const pair of pairs) {
    const cut = pair.indexOf(".");
    const facet = pair.slice(0, cut);
    if (!found.has(facet)) found.set(facet, new Set());
    found.get(facet).add(pair.slice(cut + 1));
  }
  return found;
}

function places(values, wanted) {
  return new Set(values.flatMap(([code], place) => (wanted.has(code) ? [place] : [])));
}

function passingNodes(data, state) {
  const shown = new Uint8Array(data.key.length).fill(1);
  for (const [name, wants] of [["only", true], ["without", false]]) {
    for (const [facet, wanted] of byFacet(state[name])) {
      const column = data.facets[facet];
      if (!column) continue;
      const kept = places(column.values, wanted);
      column.codes.forEach((code, node) => {
        if (kept.has(code) !== wants) shown[node] = 0;
      });
    }
  }
  return shown;
}

function passingTies(data, state, nodes) {
  const { source, target, told, layer, layers } = data.lines;
  const shown = new Uint8Array(source.length);
  const tests = [];
  for (const [name, wants] of [["only", true], ["without", false]]) {
    for (const [facet, wanted] of byFacet(state[name])) {
      if (!OF_TIES.includes(facet)) continue;
      if (facet === "told") {
        const kept = new Set([...wanted].map((code) => data.statuses.indexOf(code)));
        tests.push((tie) => kept.has(told[tie]) === wants);
      } else {
        const kept = [...wanted].reduce((bits, code) => bits | (layers.includes(code) ? 1 << layers.indexOf(code) : 0), 0);
        tests.push((tie) => ((layer[tie] & kept) !== 0) === wants);
      }
    }
  }
  for (let tie = 0; tie < shown.length; tie++) {
    if (nodes[source[tie]] && nodes[target[tie]] && tests.every((test) => test(tie))) shown[tie] = 1;
  }
  return shown;
}

// How many steps each node is from one of them; -1 where no way leads.
function stepsFrom(data, start, ties, size) {
  const distance = new Int16Array(size).fill(-1);
  const near = Array.from({ length: size }, () => []);
  const { source, target } = data.lines;
  for (let tie = 0; tie < source.length; tie++) {
    if (!ties[tie]) continue;
    near[source[tie]].push(target[tie]);
    near[target[tie]].push(source[tie]);
  }
  if (start < 0) return { distance, near };
  distance[start] = 0;
  const queue = [start];
  for (const node of queue) {
    for (const other of near[node]) {
      if (distance[other] < 0) {
        distance[other] = distance[node] + 1;
        queue.push(other);
      }
    }
  }
  return { distance, near };
}

export function narrowed(data, state) {
  const nodes = passingNodes(data, state);
  const ties = passingTies(data, state, nodes);
  const chosen = state.org ? data.key.indexOf(state.org) : -1;
  const { distance, near } = stepsFrom(data, chosen, ties, data.key.length);
  if (chosen >= 0 && state.steps) {
    for (let node = 0; node < nodes.length; node++) if (distance[node] < 0 || distance[node] > state.steps) nodes[node] = 0;
    for (let tie = 0; tie < ties.length; tie++) if (!nodes[data.lines.source[tie]] || !nodes[data.lines.target[tie]]) ties[tie] = 0;
  }
  return { nodes, ties, chosen, distance, near, lit: litNodes(data, state.light) };
}

function litNodes(data, light) {
  const [[facet, wanted] = []] = byFacet(light ? [light] : []);
  const column = facet && data.facets[facet];
  if (!column) return null;
  const kept = places(column.values, wanted);
  return column.codes.map((code) => kept.has(code));
}
