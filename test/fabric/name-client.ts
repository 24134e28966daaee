/**
 * A program that asks Azure's name service: `name-client.ts <name> [source address]` prints the address of the name.
 * Without an answer within a second it ends with code 1; without such a name it prints nothing.
 */
import {createSocket} from 'node:dgram';
import {askFor} from './name-service.ts';
import {PLATFORM_ADDRESS} from './security-rules.ts';

const [, , name = '', source] = process.argv;
const socket = createSocket('udp4');
const timer = setTimeout(() => process.exit(1), 1000);

socket.on('message', (answer) => {
  clearTimeout(timer);
  const found = answer.readUInt16BE(6) > 0;
  if (found) process.stdout.write(`${[...answer.subarray(-4)].join('.')}\n`);
  socket.close();
});
socket.bind(0, source, () => socket.send(askFor(name, process.pid & 0xffff), 53, PLATFORM_ADDRESS));
