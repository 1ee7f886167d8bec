export type { Movement } from './account.ts';
export type { MakeClip, WantedClip } from './clip-store.ts';
export type { FaultSetting, Faults } from './fault-dial.ts';
export { FAULTS, type Fault, type FaultName, type FaultStage, isFaultName } from './fault-list.ts';
export type { JobState } from './job.ts';
export type { SimulatorLimits } from './pace.ts';
export type {
  RequestKind,
  SimulatedJob,
  SimulatedProvider,
  SimulatedRequest,
  Simulator,
  SimulatorAccount,
  SimulatorOptions,
} from './simulator.ts';
export { startSimulator } from './start-simulator.ts';
