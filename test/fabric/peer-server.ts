/**
 * A program for the far end of a connection: `peer-server.ts <port>` answers everyone, over TCP and UDP, with one line:
 * the address that the connection or datagram came from.
 */
import {createSocket} from 'node:dgram';
import {createServer} from 'node:net';

const port = Number(process.argv[2]);

const socket = createSocket('udp4');
socket.on('message', (_message, peer) => socket.send(`${peer.address}\n`, peer.port, peer.address));

const server = createServer((connection) => {
  // A client may be gone before the answer is: nothing to be done about it.
  connection.on('error', () => {});
  connection.end(`${connection.remoteAddress}\n`);
});

server.listen(port, '0.0.0.0', () => socket.bind(port, '0.0.0.0', () => process.stdout.write('listening\n')));
