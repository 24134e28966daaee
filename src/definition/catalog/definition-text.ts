import type {CatalogEntry} from './catalog-entry.ts';

/** VK100x: the text of a definition, before anything in it is looked at. */
export const textEntries: readonly CatalogEntry[] = [
  {
    code: 'VK1001',
    severity: 'error',
    title: 'The text is not YAML',
    explanation:
      'A definition is YAML 1.2 or JSON, which is a part of it. Where the text cannot be read, nothing is known of what it means, so no other check is made until it can. The place that is shown is where reading stopped; the cause can be a little before it, such as a value with a colon that needs quotes.',
    wrong: `tags:
  owner: team: platform`,
    right: `tags:
  owner: "team: platform"`,
  },
  {
    code: 'VK1002',
    severity: 'error',
    title: 'A tab indents a line',
    explanation:
      'YAML is indented with spaces only, because a tab is as wide as each editor makes it. Replace the tabs by spaces, and tell the editor to insert spaces for the tab key. Inside of the braces and brackets of JSON, tabs are allowed.',
    wrong: `tags:
\tteam: platform`,
    right: `tags:
  team: platform`,
  },
  {
    code: 'VK1003',
    severity: 'error',
    title: 'A key is written twice',
    explanation:
      'Two equal keys in one mapping contradict each other. Most programs take the last one without a word, so that what stands first seems to count and does not. Keep the one that is meant.',
    wrong: `tags:
  team: platform
  team: networking`,
    right: `tags:
  team: networking`,
  },
  {
    code: 'VK1004',
    severity: 'error',
    title: 'The file holds several documents',
    explanation:
      'A line of three hyphens begins a new YAML document. A definition describes one cluster and is one document; what follows the hyphens would never be read. Write each cluster to a file of its own, and Kubernetes manifests to the files that `addons` names.',
    wrong: `tags:
  team: platform
---
kind: Namespace`,
    right: `tags:
  team: platform`,
  },
  {
    code: 'VK1005',
    severity: 'error',
    title: 'Anchors and aliases unfold into too much',
    explanation:
      'An alias such as `*a` stands for everything behind the anchor `&a`, aliases included, so that a few lines can unfold into millions of values, or, where an alias stands inside of what it stands for, into endlessly many. Up to 10,000 values may be repeated, which is far more than a definition needs.',
    wrong: `addons: &addons
  - *addons`,
    right: `addons:
  - name: extra
    manifest: ./extra.yaml`,
  },
  {
    code: 'VK1006',
    severity: 'error',
    title: 'The file is larger than a definition can be',
    explanation:
      'A definition of the largest cluster has some thousand lines. A file of more than 1,000,000 bytes is another one, named by mistake, and is not read.',
    wrong: 'vnetk8s validate cluster.tar',
    right: 'vnetk8s validate cluster.yaml',
  },
  {
    code: 'VK1007',
    severity: 'error',
    title: 'The file is not text in UTF-8',
    explanation:
      'A definition is text in UTF-8 without control characters. Some editors and shells of Windows write UTF-16 or a code page instead; a control character mostly stems from a terminal that was copied. Save the file as UTF-8, or convert it.',
    wrong: `echo "name: prod" > cluster.yaml   # Windows PowerShell 5 writes UTF-16`,
    right: `echo "name: prod" | Out-File -Encoding utf8 cluster.yaml`,
  },
  {
    code: 'VK1008',
    severity: 'error',
    title: 'A --set flag cannot be applied',
    explanation:
      'A flag is a path, an equals sign and a value: keys with dots between, entries of lists by their index or name in brackets, keys with dots of their own in brackets and quotes. The index after the last entry appends one; the value `null` removes a key. Where the definition holds text, the value is taken as it is; in a list of texts, commas separate; anything else is read as YAML. Quote the flag if the shell has a use for brackets.',
    wrong: 'vnetk8s plan cluster.yaml --set nodePools[7].count=5   # there are only two pools',
    right: "vnetk8s plan cluster.yaml --set 'nodePools[apps].count=5'",
  },
];
