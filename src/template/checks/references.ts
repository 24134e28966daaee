import type {ExpandedResource} from '../expanded.ts';
import {nameAsked} from '../resolve-dependencies.ts';
import {readId, sameId} from '../resource-id.ts';
import type {TemplateProblem} from '../template-error.ts';
import {formatPath, type TemplatePath, within} from '../template-path.ts';
import {Deferred, isList, isObject, type RuntimeReference, type Value} from '../value.ts';
import {type Check, type CheckContext, objectsAt, parentId, textAt} from './check.ts';
import {makeGraphs} from './dependency-graph.ts';

/**
 * Every id that a resource mentions is that of a resource of the template, or known to exist; and what is of the template
 * is there before it: Azure does not look into properties for what to wait for.
 */
export const checkReferences: Check = (context) => {
  const graphs = makeGraphs(context.deployments);
  const problems = new Map<string, TemplateProblem>();
  for (const resource of context.resources) {
    for (const mention of [...mentionsIn(resource), ...parentOf(resource, context)]) {
      const target = findTarget(mention.id, context);
      const problem =
        target === undefined
          ? unknownReference(mention, resource, context)
          : (missingPart(mention, target) ?? missingDependency(mention, resource, target, graphs.waits));
      // Once for all rounds of a copy that mention the same.
      if (problem !== undefined) problems.set(`${resource.id} ${mention.id} ${problem.code}`.toLowerCase(), problem);
    }
  }
  return [...problems.values()];
};

/** Everything that outputs and properties ask Azure for is there, and asked for as Azure can answer. */
export const checkRuntimeReferences: Check = (context) => {
  const ofResources = context.resources.flatMap((resource) =>
    runtimeIn(resource.body, undefined).map((each) => ({...each, path: `${resource.path}.${each.path}`})),
  );
  const ofOutputs = context.deployments.flatMap(({outputs, path}) =>
    Object.entries(outputs).flatMap(([name, {value}]) =>
      runtimeIn(value, within(within(within(undefined, 'outputs'), name), 'value')).map((each) => ({
        ...each,
        path: path === '' ? each.path : `${path}.${each.path}`,
      })),
    ),
  );
  return [...ofResources, ...ofOutputs].flatMap(({reference, path}) => checkRuntime(reference, path, context));
};

interface Mention {
  readonly id: string;
  readonly path: string;
  readonly verb: 'refers to' | 'asks for' | 'lies in';
}

function mentionsIn(resource: ExpandedResource): Mention[] {
  const found: Mention[] = [];
  const add = (id: string, path: TemplatePath | undefined, verb: Mention['verb']) => {
    if (readId(id)?.resourceGroup === undefined) return;
    found.push({id, path: `${resource.path}.${formatPath(path)}`, verb});
  };
  // Tags are words about a resource; the template of a nested deployment has resources of its own.
  const {tags: _tags, ...body} = resource.body;
  visit(body, undefined, (value, path) => {
    if (typeof value === 'string') add(value, path, 'refers to');
    if (!(value instanceof Deferred)) return;
    for (const {arguments: list} of value.references) if (typeof list[0] === 'string') add(list[0], path, 'asks for');
  });
  return found;
}

function visit(
  value: Value,
  path: TemplatePath | undefined,
  see: (value: Value, path: TemplatePath | undefined) => void,
): void {
  see(value, path);
  if (isList(value)) for (const [index, item] of value.entries()) visit(item, within(path, index), see);
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (key === 'template' && path?.step === 'properties') continue;
    if (key.startsWith('/')) see(key, within(path, key));
    visit(item, within(path, key), see);
  }
}

/** A resource within another waits for that one only if it says so (Azure: templates/resource-dependency). */
function parentOf(resource: ExpandedResource, {byId}: CheckContext): Mention[] {
  const id = parentId(resource.id);
  return byId.has(id.toLowerCase()) ? [{id, path: resource.path, verb: 'lies in'}] : [];
}

/** The resource with an id, or the nearest one that it would be a part of. */
function findTarget(id: string, {byId}: CheckContext): ExpandedResource | undefined {
  for (let at = id; at.includes('/providers/'); at = parentId(at)) {
    const found = byId.get(at.toLowerCase());
    if (found !== undefined) return found;
  }
  return undefined;
}

function unknownReference(
  {id, path, verb}: Mention,
  {name}: ExpandedResource,
  {isKnown}: CheckContext,
): TemplateProblem | undefined {
  // What is asked for is checkRuntimeReferences' business.
  if (verb === 'asks for' || isKnown(id)) return undefined;
  const message = `${name} refers to ${id}, which is neither in the template nor known to exist`;
  return {code: 'unknown-reference', path, message};
}

/** The part of a resource that an id names is one of its properties, such as a front end of a load balancer. */
function missingPart({id, path}: Mention, target: ExpandedResource): TemplateProblem | undefined {
  if (sameId(id, target.id)) return undefined;
  const [kind = '', name = ''] = id.slice(target.id.length + 1).split('/');
  const parts = objectsAt(target.properties, kind);
  if (parts.some((part) => sameId(textAt(part, 'name') ?? '', name))) return undefined;
  return {code: 'unknown-reference', path, message: `${target.name} has no ${name} among its ${kind}`};
}

function missingDependency(
  {path, verb}: Mention,
  resource: ExpandedResource,
  target: ExpandedResource,
  waits: (resource: ExpandedResource, target: ExpandedResource) => boolean | undefined,
): TemplateProblem | undefined {
  if (!target.deployed || waits(resource, target) !== false) return undefined;
  const message = `${resource.name} ${verb} ${target.name} and does not wait for it`;
  return {code: 'missing-dependency', path, message};
}

interface RuntimeMention {
  readonly reference: RuntimeReference;
  readonly path: string;
}

function runtimeIn(value: Value, from: TemplatePath | undefined): RuntimeMention[] {
  const found: RuntimeMention[] = [];
  visit(value, from, (each, path) => {
    if (!(each instanceof Deferred)) return;
    found.push(...each.references.map((reference) => ({reference, path: formatPath(path)})));
  });
  return found;
}

function checkRuntime(reference: RuntimeReference, path: string, context: CheckContext): TemplateProblem[] {
  const {function: callee, arguments: list, deployment} = reference;
  const siblings = context.deployments.find(({id}) => id === deployment)?.resources ?? [];
  const name = nameAsked(reference);
  if (name !== undefined) {
    const known = siblings.some((each) =>
      [each.name, each.symbolicName, each.copy?.name].some((own) => own !== undefined && sameId(own, name)),
    );
    if (known || siblings.some(({id}) => id.toLowerCase().endsWith(`/providers/${name.toLowerCase()}`))) return [];
    return [{code: 'unknown-reference', path, message: `${callee} asks for ${name}, which is not in the deployment`}];
  }
  const [id, apiVersion] = list;
  if (typeof id !== 'string' || !id.startsWith('/')) return [];
  if (findTarget(id, context) === undefined && !context.isKnown(id)) {
    const message = `${callee} asks for ${id}, which is neither in the template nor known to exist`;
    return [{code: 'unknown-reference', path, message}];
  }
  if (apiVersion !== undefined || siblings.some((each) => sameId(each.id, id))) return [];
  return [
    {
      code: 'reference-without-version',
      path,
      message: `${callee} needs an API version: ${id} is not in the deployment`,
    },
  ];
}
