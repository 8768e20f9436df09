// Wakes the islands of this page, outermost first, as Leptos' own script does; then tells whoever waits for it.
const module = await import("APP_JS");
await module.default({ module_or_path: "APP_WASM" });
module.hydrate();

const children = [];
async function wake(node) {
  const tag = node.tagName;
  if (tag === "LEPTOS-ISLAND") {
    children.at(-1)?.();
    await module[node.dataset.component](node);
  }
  if (tag === "LEPTOS-CHILDREN") children.push(node.$$on_hydrate);
  for (const child of node.children) await wake(child);
  if (tag === "LEPTOS-CHILDREN") children.pop();
}
await wake(document.body);
document.documentElement.dataset.hydrated = "";
