// One instance of Signpost, a web service that shows the way: node server.mjs COLOUR VERSION CHANGE
import { createServer } from 'node:http';

const [colour, version, change] = process.argv.slice(2);
const pages = 60;
const millisecondsPerPage = 25;

let rendered = 0;
let rendering = false;

const routes = {
  '/': () => [200, `Signpost ${version} (${colour}), change ${change}\n`],
  '/version': () => [200, `${version}\n`],
  '/health': () => [200, 'ok\n'],
  '/pid': () => [200, `${process.pid}\n`],
  '/ready': ready,
};

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const [status, body] = (routes[pathname] ?? page)(pathname);
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-served-by': colour });
  response.end(body);
  if (status !== 200) {
    log(`${request.method} ${pathname} ${status} ${body.trim()}`);
  }
});

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  log(`${colour} ${version} listens on port ${server.address().port}`);
  process.send?.({ port: server.address().port });
  process.disconnect?.();
});
process.on('SIGTERM', () => {
  log('stopped');
  process.exit(0);
});

// Nothing is rendered before somebody asks whether it is: the first answer is always "not yet".
function ready() {
  if (rendered === pages) {
    return [200, `ready: ${pages} of ${pages} pages rendered\n`];
  }
  if (!rendering) {
    rendering = true;
    const timer = setInterval(() => {
      rendered += 1;
      if (rendered === pages) {
        clearInterval(timer);
      }
    }, millisecondsPerPage);
  }
  return [503, `warming up: ${rendered} of ${pages} pages rendered, ask again in 2 seconds\n`];
}

function page(pathname) {
  const number = Number(/^\/page\/(\d+)$/.exec(pathname)?.[1]);
  return number >= 1 && number <= rendered ? [200, `page ${number}\n`] : [404, 'no such page\n'];
}

function log(line) {
  console.log(`${new Date().toISOString()} ${line}`);
}
