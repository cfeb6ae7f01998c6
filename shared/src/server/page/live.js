// Fetches the marked part of a page anew every two seconds, while somebody looks at it.
const part = document.querySelector('[data-live]');
const broken = document.querySelector('[data-broken]');
let last = '';

async function refresh() {
  if (document.visibilityState !== 'visible') return;
  try {
    const answer = await fetch(part.dataset.live, { signal: AbortSignal.timeout(10_000) });
    if (answer.status === 401) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.text();
    // The server escapes what it writes, and no script in it would run under the page's policy.
    if (text !== last) part.innerHTML = text;
    last = text;
    broken.hidden = true;
  } catch {
    broken.hidden = false;
  }
}

async function keepFresh() {
  await refresh();
  setTimeout(keepFresh, 2000);
}
if (part) setTimeout(keepFresh, 2000);
