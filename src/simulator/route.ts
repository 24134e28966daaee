import {checkPermission} from './access/permissions.ts';
import {type Answer, type Ask, checkVersion, found} from './answer.ts';
import {askOperation} from './async-operations.ts';
import {answerDeployments} from './deployment-routes.ts';
import {Refusal} from './fault.ts';
import {answerGroups} from './group-routes.ts';
import {checkPlace} from './put-resource.ts';
import {answerResources} from './resource-routes.ts';
import {type Simulation, worldOf} from './simulation.ts';

const OPERATION = /^\/subscriptions\/[^/]+\/operation(status|result)e?s\/([^/]+)$/i;

/** Answers a request. Throws Refusal. */
export function route(simulation: Simulation, ask: Ask): Answer {
  checkVersion(ask.query);
  const answer =
    answerOperations(simulation, ask) ??
    answerDeployments(simulation, ask) ??
    answerGroups(simulation, ask) ??
    answerEndpoints(simulation, ask) ??
    answerResources(simulation, ask);
  if (answer !== undefined) return answer;
  checkPlace(simulation, ask.path);
  throw unknown(ask);
}

function answerOperations(simulation: Simulation, ask: Ask): Answer | undefined {
  const match = OPERATION.exec(ask.path);
  if (match === null || ask.method !== 'GET') return undefined;
  return askOperation(simulation, ask, match[2] ?? '', match[1]?.toLowerCase() === 'status' ? 'status' : 'result');
}

function answerEndpoints(simulation: Simulation, ask: Ask): Answer | undefined {
  for (const {method, path, answer} of simulation.kinds.endpoints) {
    if (method !== ask.method) continue;
    const match = new RegExp(path.source, path.flags).exec(ask.path);
    if (match === null) continue;
    checkRegister(simulation, ask);
    return found(answer(worldOf(simulation), match, ask));
  }
  return undefined;
}

/** Of what endpoints do, only the registration of a provider changes anything. */
function checkRegister({settings}: Simulation, {path}: Ask): void {
  const match = /^(.*)\/providers\/([^/]+)\/register$/i.exec(path);
  if (match !== null) checkPermission(settings, `${match[2]}/register/action`, match[1] ?? '');
}

function unknown({method, path}: Ask): Refusal {
  return new Refusal(404, {code: 'NotFound', message: `The request '${method} ${path}' is not known.`});
}
