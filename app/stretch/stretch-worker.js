// Stretches one password with Argon2id. Asked with { password, salt }, answers with { stretched }, or with {} if it cannot.
const beside = (name) => new URL(name + location.search, import.meta.url).href;

onmessage = async ({ data: { password, salt } }) => {
  try {
    const { default: load, stretch } = await import(beside("stretch.js"));
    await load({ module_or_path: beside("stretch_bg.wasm") });
    postMessage({ stretched: stretch(password, salt) });
  } catch (error) {
    console.error(error);
    postMessage({});
  }
};
