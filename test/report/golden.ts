/** Where the expected text of a test is, relative to the files in `test/report`; `tooSmall` is `too-small` there. */
export function golden(name: string): string {
  return `../golden/report/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
