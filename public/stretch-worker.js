// Stretches one password with Argon2id. Asked with { password, salt }, answers with { stretched }, or with {} if it cannot.
const version = new URL(import.meta.url).search;

onmessage = async ({ data: { password, salt } }) => {
  try {
    const { default: load, stretch } = await import(`/pkg/stretch.js${version}`);
    await load({ module_or_path: `/pkg/stretch_bg.wasm${version}` });
    postMessage({ stretched: stretch(password, salt) });
  } catch (error) {
    console.error(error);
    postMessage({});
  }
};
