// Parts of a page that come after it: at once, when a reader comes to them, or again and again until they are there.
const WAITS = [1500, 3000, 3000, 5000, 10000];

async function bring(part, times) {
  try {
    const answer = await fetch(part.dataset.arrives, { headers: { "x-part": "1" } });
    if (!answer.ok) throw new Error(answer.status);
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const come = holder.content.firstElementChild;
    const held = part.contains(document.activeElement);
    part.replaceWith(come);
    if (held) come.querySelector("button, a")?.focus({ preventScroll: true });
    waitFor(come, times + 1);
  } catch {
    // The link by which it is asked for without a script stays.
    for (const link of part.querySelectorAll(".only-without-script")) link.classList.remove("only-without-script");
  }
}

function whenSeen(part, times) {
  const watching = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watching.disconnect();
    bring(part, times);
  });
  watching.observe(part);
}

function waitFor(part, times) {
  if (!part?.dataset.arrives) return;
  const { when } = part.dataset;
  if (when === "seen") whenSeen(part, times);
  else if (when === "again") setTimeout(() => bring(part, times), WAITS[Math.min(times, WAITS.length - 1)]);
  else bring(part, times);
}

for (const part of document.querySelectorAll("[data-arrives]")) waitFor(part, 0);
