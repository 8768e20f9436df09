// Wakes the islands of this page, outermost first, as Leptos' own script does; then tells whoever waits for it.
const root = document.documentElement;
const children = [];

async function wake(module, node) {
  const tag = node.tagName;
  if (tag === "LEPTOS-ISLAND") {
    children.at(-1)?.();
    await module[node.dataset.component](node);
  }
  if (tag === "LEPTOS-CHILDREN") children.push(node.$$on_hydrate);
  for (const child of node.children) await wake(module, child);
  if (tag === "LEPTOS-CHILDREN") children.pop();
}

// what went wrong is said once: a page that loads itself again is asked for by this site, whoever wrote its address
const here = new URL(location.href);
if (here.searchParams.has("error")) {
  here.searchParams.delete("error");
  history.replaceState(history.state, "", here);
}

// what islands cannot say in Rust
globalThis.heliograph = { load: (url) => import(url) };

try {
  const module = await import("APP_JS");
  await module.default({ module_or_path: "APP_WASM" });
  module.hydrate();
  await wake(module, document.body);
  root.dataset.hydrated = "";
} catch (error) {
  // the plain form takes over (style/upload.css, `.plain`)
  root.dataset.broken = "";
  throw error;
}
