// A file goes in slices, with its progress said aloud; cut or reloaded, it goes on where it was.
const RETRIES = 4;

function setUpUpload(form) {
  const input = form.querySelector("input[type=file]");
  const error = form.querySelector("[data-upload-error]");
  input.addEventListener("change", () => {
    const file = input.files[0];
    error.textContent = file && file.size > Number(form.dataset.limit) ? form.dataset.tooLarge : "";
  });
  form.addEventListener("submit", (event) => {
    const file = input.files[0];
    if (!file || file.size === 0 || event.defaultPrevented || !globalThis.crypto?.subtle) return;
    event.preventDefault();
    if (file.size > Number(form.dataset.limit)) {
      error.textContent = form.dataset.tooLarge;
      free(form);
      return;
    }
    error.textContent = "";
    send(form, file).catch((problem) => fail(form, problem));
  });
}

async function send(form, file) {
  const told = progress(form);
  const base = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const begun = await ask(form.dataset.upload, {
    method: "POST",
    headers: {
      ...base,
      "Upload-Length": String(file.size),
      "Upload-Name": encoded(file.name),
      "Upload-Fingerprint": encoded(`${file.name}|${file.size}|${file.lastModified}`),
    },
  });
  const address = begun.headers.get("Location");
  const size = Number(begun.headers.get("Upload-Slice"));
  let offset = Number(begun.headers.get("Upload-Offset"));
  told(offset, file.size, offset > 0 ? form.dataset.resuming : form.dataset.sending);
  while (offset < file.size) {
    offset = await sendSlice(address, base, file.slice(offset, offset + size), offset);
    told(offset, file.size, form.dataset.sending);
  }
  told(file.size, file.size, form.dataset.reading);
  const ended = await ask(address, { method: "POST", headers: { ...base, "Upload-Digest": await digest(file) } });
  globalThis.location.assign((await ended.json()).next);
}

async function sendSlice(address, base, slice, offset) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await fetch(address, {
        method: "PATCH",
        credentials: "same-origin",
        headers: { ...base, "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
        body: slice,
      });
      // 204: taken; 409: the server stands elsewhere, and says where.
      if (answer.status === 204 || answer.status === 409) return Number(answer.headers.get("Upload-Offset"));
      throw await refusal(answer);
    } catch (problem) {
      if (problem.isRefusal || attempt >= RETRIES) throw problem;
      await new Promise((resume) => setTimeout(resume, 500 * 2 ** attempt));
      const stands = await fetch(address, { method: "HEAD", credentials: "same-origin" }).catch(() => null);
      if (stands?.ok && Number(stands.headers.get("Upload-Offset")) !== offset) {
        return Number(stands.headers.get("Upload-Offset"));
      }
    }
  }
}

async function ask(address, options) {
  const answer = await fetch(address, { credentials: "same-origin", ...options });
  if (!answer.ok) throw await refusal(answer);
  return answer;
}

async function refusal(answer) {
  const said = await answer.json().catch(() => ({}));
  return Object.assign(new Error(said.error || answer.statusText), { isRefusal: Boolean(said.error) });
}

async function digest(file) {
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function encoded(words) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(words)));
}

// The bar moves at each slice; the words, which are read aloud, at each tenth.
function progress(form) {
  const frame = form.querySelector("[data-progress]");
  const bar = frame.querySelector("progress");
  const words = frame.querySelector("output");
  let tenth = -1;
  frame.hidden = false;
  return (offset, size, said) => {
    const share = Math.floor((100 * offset) / size);
    bar.value = share;
    if (Math.floor(share / 10) !== tenth || offset === size) {
      tenth = Math.floor(share / 10);
      words.textContent = `${said} ${share} %`;
    }
  };
}

function fail(form, problem) {
  form.querySelector("[data-progress]").hidden = true;
  form.querySelector("[data-upload-error]").textContent = problem.isRefusal ? problem.message : form.dataset.cut;
  free(form);
}

function free(form) {
  const button = form.querySelector("button");
  button.dispatchEvent(new CustomEvent("free"));
}

document.querySelectorAll("[data-upload]").forEach(setUpUpload);
