/** The paths at which two values differ, with those around them. */
export function differences(before: unknown, after: unknown): ReadonlySet<string> {
  const paths = new Set<string>()
  compare(before, after, '', paths)
  return paths
}

function compare(before: unknown, after: unknown, path: string, paths: Set<string>): boolean {
  if (Object.is(before, after)) return false
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after)) {
    if (path !== '') paths.add(path)
    return true
  }
  let differs = false
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    if (compare(before[key], after[key], path === '' ? key : `${path}.${key}`, paths)) differs = true
  if (differs && path !== '') paths.add(path)
  return differs
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
