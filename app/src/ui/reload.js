// cargo leptos watch sends {css, view, all}.
(function connect() {
  const socket = new WebSocket(`ws://${location.hostname}:RELOAD_PORT/live_reload`);
  socket.onmessage = ({ data }) => {
    const { css, all } = JSON.parse(data);
    if (all) location.reload();
    for (const link of css ? document.querySelectorAll("link[rel=stylesheet]") : []) {
      if (link.getAttribute("href").includes(css)) link.href = `/${css}?v=${Date.now()}`;
    }
  };
  socket.onclose = () => setTimeout(connect, 1000);
})();
