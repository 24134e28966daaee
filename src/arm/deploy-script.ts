import type {DeployScript, DeployValue, ScriptPart} from '../node/deploy-script.ts';
import {API_VERSIONS} from './api-versions.ts';
import {call, concat, literal, parameter, property, reference, type Term, termOf} from './expressions.ts';
import type {Target} from './targets.ts';

/** A piece of a script in a template: text that is known, or a term. */
type Piece = string | Term;

/**
 * The script as a term that gives it in base64, as the extension takes it. Whatever is known now is put in base64 now:
 * an expression is at most 24,576 characters long (Azure: templates/best-practices, "Template limits").
 */
export function scriptTerm(script: DeployScript, identity: Target): Term {
  const piece = inBase64(script, identity);
  return typeof piece === 'string' ? literal(piece) : piece;
}

function inBase64(script: DeployScript, identity: Target): Piece {
  const pieces = joinTexts(script.map((part) => pieceOf(part, identity)));
  const [first = ''] = pieces;
  if (pieces.length < 2 && typeof first === 'string') return Buffer.from(first).toString('base64');
  return call('base64', concat(pieces.map((piece) => (typeof piece === 'string' ? literal(piece) : piece))));
}

function pieceOf(part: ScriptPart, identity: Target): Piece {
  if (typeof part === 'string') return part;
  return 'base64' in part ? inBase64(part.base64, identity) : valueTerm(part.value, identity);
}

function joinTexts(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined.splice(-1, 1, last + piece);
    else joined.push(piece);
  }
  return joined;
}

function valueTerm(value: DeployValue, identity: Target): Term {
  switch (value) {
    case 'tenantId':
    case 'subscriptionId':
      return property(call('subscription'), value);
    case 'resourceGroup':
      return property(call('resourceGroup'), 'name');
    case 'identityClientId':
      return identityProperty(identity, 'clientId');
    default:
      return parameter(value);
  }
}

/** What Azure tells of an identity only once it is there. */
export function identityProperty(identity: Target, name: 'clientId' | 'principalId'): Term {
  return property(reference(termOf(identity), API_VERSIONS['Microsoft.ManagedIdentity/userAssignedIdentities']), name);
}
