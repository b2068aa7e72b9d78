export { inspector, type AppInspector } from './app-inspector.ts'
export type { InspectOptions } from './inspect-options.ts'
export { createInspector, type Inspector } from './inspector.ts'
export type {
  ActorMessage,
  EventMessage,
  EventOutcome,
  InspectedSnapshot,
  InspectorMessage,
  MessageHead,
  SnapshotMessage,
  TakenStep,
  TakenSteps,
  TakenTransition,
} from './messages.ts'
export type { Plain } from './plain.ts'
export { serveRecording, type ServedRecording } from './serve-recording.ts'
