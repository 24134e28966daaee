import type {CatalogEntry} from './catalog-entry.ts';
import {clusterEntries} from './cluster.ts';
import {definitionEntries} from './definition.ts';
import {deploymentEntries} from './deployment.ts';
import {fileEntries} from './files.ts';
import {importEntries} from './import.ts';
import {planEntries} from './plan.ts';
import {preflightEntries} from './preflight.ts';

/** Every code there is, in order: what `explain` and `docs/errors.md` list. */
export const catalog: readonly CatalogEntry[] = [
  ...definitionEntries,
  ...fileEntries,
  ...clusterEntries,
  ...planEntries,
  ...importEntries,
  ...preflightEntries,
  ...deploymentEntries,
].toSorted((a, b) => a.code.localeCompare(b.code));
