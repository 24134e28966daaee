import type {CatalogEntry} from './catalog-entry.ts';

/** VK300x: files that a definition names. */
export const fileEntries: readonly CatalogEntry[] = [
  {
    code: 'VK3001',
    severity: 'error',
    title: 'a manifest that is not there',
    explanation:
      'An add-on names a file of Kubernetes manifests, which is read when the cluster is generated. Its path is relative to the folder of the cluster definition, or, for a definition from standard input, to the current one.',
    wrong: 'addons:\n  - name: monitoring\n    manifest: ./monitoring.yml # the file is called monitoring.yaml\n',
    right: 'addons:\n  - name: monitoring\n    manifest: ./monitoring.yaml\n',
  },
];
