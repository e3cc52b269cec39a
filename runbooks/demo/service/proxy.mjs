// The front door: sends each request to the colour that the file work/live names.
import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { join } from 'node:path';

const work = process.argv[2];

const server = createServer((request, response) => {
  if (request.url === '/pid') {
    response.end(`${process.pid}\n`);
    return;
  }
  // Read anew each time, so that a switch needs no restart and drops no connection.
  const port = portOf(readWork('live'));
  const { method, url, headers } = request;
  const upstream = httpRequest({ host: '127.0.0.1', port, method, path: url, headers }, answer => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => {
    response.writeHead(502).end('nobody answers behind the proxy\n');
  });
  request.pipe(upstream);
});

server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  process.send?.({ port: server.address().port });
  process.disconnect?.();
});
process.on('SIGTERM', () => process.exit(0));

function portOf(colour) {
  return colour === undefined ? 0 : Number(JSON.parse(readWork(`${colour}.json`) ?? '{}').port ?? 0);
}

function readWork(name) {
  try {
    return readFileSync(join(work, name), 'utf8').trim();
  } catch {
    return undefined;
  }
}
