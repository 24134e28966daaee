/**
 * Brings connections from a network namespace to a process outside of it: `relay.ts ADDRESS PORT SOCKET`, where the
 * socket is a file, which all network namespaces share.
 */
import {connect, createServer, type Socket} from 'node:net';

const [address = '', port = '', file = ''] = process.argv.slice(2);

function join(outer: Socket): void {
  const inner = connect(file);
  outer.pipe(inner).pipe(outer);
  const end = (): void => {
    outer.destroy();
    inner.destroy();
  };
  for (const socket of [outer, inner]) socket.on('error', end).on('close', end);
}

createServer(join).listen(Number(port), address, () => process.stdout.write('relay is listening\n'));
