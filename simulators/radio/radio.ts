/** What a world knows of its radio plan. */
export type RadioPlan = {
  /** Whether this node stands on the plan with a radio: then its access point and its signal come from there. */
  has(node: string): boolean;
  /** How long it misses beacons before it notices, ms of the scenario. */
  beaconLossMs(node: string): number;
  /** Begins: every station joins the best access point it hears. */
  begin(): void;
  /** The chart of a station has told something of its link. */
  linkTells(node: string, what: 'network-lost' | 'network-back' | 'roamed'): void;
  /** An access point goes on or off. */
  accessPoint(name: string, up: boolean): void;
  /** A crowd is so full, in per cent; as the plan says if null. */
  fill(crowd: string, percent: number | null): void;
  /** An oven is on or off. */
  heat(oven: string, on: boolean): void;
};
