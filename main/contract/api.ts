/** The contract as plain functions: what app.ts exports and transport/ binds. Inputs are those that validation lets through. */
import type { InferContractRouterOutputs, InferSchemaOutput, ContractProcedure, Schema } from "@orpc/contract";
import type { Contract } from "./contract.ts";

type Outputs = InferContractRouterOutputs<Contract>;
// oxlint-disable-next-line typescript/no-explicit-any -- a procedure of any output and errors
type InputOf<Procedure> = Procedure extends ContractProcedure<infer Input extends Schema<unknown, unknown>, any, any, any> ? InferSchemaOutput<Input> : never;

/** A stream of events is any generator. */
type Given<Output> = Output extends AsyncIteratorObject<infer Event, unknown, void> ? AsyncGenerator<Event> : Output;

/** `signal` is aborted when the caller goes away. Expected failures reject with a `Problem`. */
export type Api<Signal> = {
  [Area in keyof Contract]: {
    [Name in keyof Contract[Area]]: (input: InputOf<Contract[Area][Name]>, signal: Signal) => Promise<Given<Outputs[Area][Name & keyof Outputs[Area]]>>;
  };
};
