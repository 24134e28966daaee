import type {Hook} from '@oclif/core';
import {unknownCommand} from '../cli/unknown-command.ts';

/** Names the command that was probably meant. */
const hook: Hook<'command_not_found'> = async ({id, config}) => {
  throw unknownCommand(id, config.commandIDs);
};

export default hook;
