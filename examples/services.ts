import { createStore } from '@xstate/store'

/** A service of the example `explorer`. */
export interface Service {
  readonly id: number
  readonly name: string
  readonly region: string
  readonly cluster: string
  readonly status: 'up' | 'slow' | 'down'
  /** From 0 to 1, as `memory` is. */
  readonly cpu: number
  readonly memory: number
  /** Requests a second. */
  readonly requests: number
  /** `cpu` when it changed last, sixty times. */
  readonly history: readonly number[]
}

/** A node of the tree of places. */
export interface Place {
  readonly label: string
  readonly children?: readonly Place[]
}

const REGIONS = {
  'eu-west': ['eu-1', 'eu-2', 'eu-3'],
  'us-east': ['us-1', 'us-2'],
  'ap-south': ['ap-1', 'ap-2'],
}
const clusters = Object.entries(REGIONS).flatMap(([region, all]) =>
  all.map((cluster) => ({ region, cluster })),
)
const placed = ([label, all]: [string, string[]]) => ({
  label,
  children: all.map((cluster) => ({ label: cluster })),
})

/** All places: regions, and the clusters in them. */
export const PLACES: Place = { label: 'everywhere', children: Object.entries(REGIONS).map(placed) }

const KINDS = ['api', 'web', 'worker', 'cache', 'queue', 'billing', 'search', 'auth']
/** Of so many, one changes each second. */
const PER_CHANGE = 10

/** Numbers that look like chance, and are the same in every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_664_525 + 1_013_904_223) >>> 0) / 2 ** 32
}

/** The services as they are at first. */
function firstServices(count: number): readonly Service[] {
  const random = chance(1)
  return Array.from({ length: count }, (_, id) => ({
    id,
    name: `${KINDS[id % KINDS.length]}-${String(id).padStart(5, '0')}`,
    ...clusters[id % clusters.length]!,
    status: random() < 0.02 ? 'down' : random() < 0.06 ? 'slow' : 'up',
    cpu: random(),
    memory: random(),
    requests: Math.round(random() * 5_000),
    history: Array.from({ length: 60 }, random),
  }))
}

/** The services, which of them is looked at, and what happened: a store, since all this changes without having states. */
export function serviceStore(count: number) {
  let random = chance(2)
  const later = (service: Service): Service => {
    const cpu = Math.max(0, Math.min(1, service.cpu + (random() - 0.5) * 0.3))
    const requests = Math.max(0, service.requests + Math.round((random() - 0.5) * 400))
    return { ...service, cpu, requests, history: [...service.history.slice(1), cpu] }
  }
  const context = { all: [] as readonly Service[], place: PLACES.label, current: 0, events: [] as string[] }
  return createStore({
    context,
    on: {
      found: () => {
        random = chance(2)
        return { ...context, all: firstServices(count) }
      },
      changed: (context) => {
        const all = [...context.all]
        for (let change = 0; change < count / PER_CHANGE; change++) {
          const at = Math.floor(random() * count)
          all[at] = later(all[at]!)
        }
        return { ...context, all }
      },
      lookedAt: (context, looked: { place: string } | { current: number }) => ({ ...context, ...looked }),
      restarted: (context, { service }: { service: Service }) => ({
        ...context,
        all: context.all.with(service.id, { ...service, status: 'up', cpu: 0 }),
        events: [...context.events, `${service.name} was restarted by hand`],
      }),
    },
  })
}
