/** When a process is ready for those that need it: a port answers, a line says so, a page is there, or it has ended with code 0. */
export type Ready =
  { readonly port: number } | { readonly line: string } | { readonly http: string } | { readonly exit: 0 }

/** A process, as its file describes it. */
export interface Spec {
  readonly name: string
  /** Run by a shell. */
  readonly command: string
  readonly cwd?: string | undefined
  readonly env?: Readonly<Record<string, string>> | undefined
  /** Names of the processes that have to be ready before. */
  readonly needs: readonly string[]
  readonly ready?: Ready | undefined
  /** When it is started again after it has ended by itself. */
  readonly restart: 'never' | 'onFailure' | 'always'
  /** A name by which several are chosen. */
  readonly group?: string | undefined
}

/** What is wrong with a file of processes. */
export class SpecError extends Error {
  override readonly name = 'SpecError'
}

/** Those with these names or in these groups, and what they need. Without words, all. */
export function chosen(specs: readonly Spec[], words: readonly string[], file: string): readonly Spec[] {
  const byName = new Map(specs.map((spec) => [spec.name, spec]))
  const wanted = new Set<Spec>()
  const want = (spec: Spec) => {
    if (wanted.has(spec)) return
    wanted.add(spec)
    for (const need of spec.needs) want(byName.get(need)!)
  }
  for (const word of words) {
    const found = specs.filter(({ name, group }) => name === word || group === word)
    if (found.length === 0)
      throw new SpecError(`${file} has no process or group ${word}: it has ${namesOf(specs)}`)
    found.forEach(want)
  }
  return words.length === 0 ? specs : specs.filter((spec) => wanted.has(spec))
}

/** Throws a SpecError for what can't run: two of one name, needs that don't exist, needs in a circle. */
export function checked(specs: readonly Spec[], file: string): readonly Spec[] {
  if (specs.length === 0) throw new SpecError(`${file} has no processes`)
  const byName = new Map<string, Spec>()
  for (const spec of specs) {
    if (byName.has(spec.name)) throw new SpecError(`${file} has two processes ${spec.name}`)
    byName.set(spec.name, spec)
  }
  const done = new Set<string>()
  const visit = (spec: Spec, path: readonly string[]) => {
    if (path.includes(spec.name))
      throw new SpecError(`${file}: processes need each other: ${[...path, spec.name].join(' needs ')}`)
    if (done.has(spec.name)) return
    for (const need of spec.needs) {
      const needed = byName.get(need)
      if (needed === undefined)
        throw new SpecError(
          `${file}: ${spec.name} needs ${need}, which isn't there: there are ${namesOf(specs)}`,
        )
      visit(needed, [...path, spec.name])
    }
    done.add(spec.name)
  }
  for (const spec of specs) visit(spec, [])
  return specs
}

function namesOf(specs: readonly Spec[]): string {
  return specs.map(({ name }) => name).join(', ')
}
