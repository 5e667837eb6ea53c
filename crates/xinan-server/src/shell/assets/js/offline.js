// Says when the network is gone, and takes it back when it has come again. On the machine that
// runs the server itself no network is needed, so nothing is said there.

const line = document.querySelector('[data-offline]');
const atHome = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

if (line instanceof HTMLElement && !atHome) {
  const show = () => {
    line.hidden = navigator.onLine;
  };
  addEventListener('online', show);
  addEventListener('offline', show);
  show();
}
