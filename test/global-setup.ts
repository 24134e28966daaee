/** The Node release that everything is developed and tested on; an older one passes tests it should not. */
const REQUIRED_MAJOR = 24;

export default function setup(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < REQUIRED_MAJOR) {
    throw new Error(
      `Tests run on Node ${REQUIRED_MAJOR}, but this is ${process.version}. Run them with "npm test", which uses the Node in node_modules.`,
    );
  }
}
