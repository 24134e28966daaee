import type {ArmResource, ArmTemplate} from '../../src/arm/arm-template.ts';
import type {ArmType} from '../../src/arm/wire.ts';
import {buildCluster, type Overrides} from '../cluster/cluster-builder.ts';
import {templateOf} from './built-templates.ts';

/** The template of a cluster that is built as in the tests of clusters. */
export function buildFrom(overrides: Overrides = {}): ArmTemplate {
  return templateOf(buildCluster(overrides));
}

/** What a test looks at: a resource without what all of its type have. */
export type Part = Omit<ArmResource, 'type' | 'apiVersion' | 'location' | 'tags'>;

/** The resources of one type, whose name can be without the provider's if that is the network's. */
export function partsOf({resources}: ArmTemplate, type: ArmType): readonly Part[] {
  return resources.filter((resource) => resource.type === type).map(withoutCommon);
}

/** The one of that type and name. */
export function partOf(template: ArmTemplate, type: ArmType, name: string): Part {
  const found = partsOf(template, type).find((part) => part.name === name);
  if (found === undefined) throw new Error(`no ${type} ${name}`);
  return found;
}

/** The names of the resources of one type. */
export function namesOf(template: ArmTemplate, type: ArmType): readonly string[] {
  return partsOf(template, type).map(({name}) => name);
}

function withoutCommon({type: _, apiVersion: _version, location: _location, tags: _tags, ...part}: ArmResource): Part {
  return part;
}
