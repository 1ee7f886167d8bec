export { CONTRACT_CHECKS, type ContractCheck } from './contract-checks.ts';
export { describeProvider } from './describe-provider.ts';
export type { ProviderHarness, WaitingCall } from './provider-harness.ts';
export { specProblems } from './spec-problems.ts';
