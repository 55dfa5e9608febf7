// The keyboard on the picture: from one to its neighbours, more or fewer steps, everybody again.
const SIDES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const MOST_STEPS = 3;

// The neighbour that lies most to that side: near, and little off the way.
function towards(live, [sx, sy]) {
  const { x, y, shown } = live;
  let best = -1;
  let least = Infinity;
  for (const node of live.near(shown.chosen)) {
    const [dx, dy] = [x[node] - x[shown.chosen], y[node] - y[shown.chosen]];
    const length = Math.hypot(dx, dy) || 1e-6;
    const along = (dx * sx + dy * sy) / length;
    if (along < 0.35) continue;
    const cost = length * (2 - along);
    if (cost < least) [best, least] = [node, cost];
  }
  return best;
}

function first(live) {
  let best = -1;
  for (let node = 0; node < live.degrees.length; node++) {
    if (live.shown.nodes[node] && (best < 0 || live.degrees[node] > live.degrees[best])) best = node;
  }
  return best;
}

export function keysOf(live) {
  const steps = (count) => {
    if (live.shown.chosen < 0) return;
    live.turn({ steps: Math.min(Math.max(count, 0), MOST_STEPS) });
    live.say();
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const deeds = {
      "+": () => steps(live.state.steps + 1),
      "=": () => steps(live.state.steps + 1),
      "-": () => steps(live.state.steps - 1),
      "−": () => steps(live.state.steps - 1),
      1: () => steps(1),
      2: () => steps(2),
      3: () => steps(3),
      Escape: () => {
        live.turn({ org: "", steps: 0, light: "" });
        live.say();
      },
      Enter: () => live.saying.then(() => document.getElementById("organisation-title")?.focus()),
      s: () => document.getElementById("network-find")?.focus(),
      f: () => live.fit(),
    };
    if (key in SIDES) {
      event.preventDefault();
      const node = live.shown.chosen < 0 ? first(live) : towards(live, SIDES[key]);
      if (node >= 0) live.choose(node);
    } else if (key in deeds) {
      event.preventDefault();
      deeds[key]();
    }
  };
}
