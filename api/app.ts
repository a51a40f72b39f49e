import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import helmet from 'helmet';
import { accessRecordRoutes, type AccessRecordServices } from './access-record/routes';
import { accountRoutes } from './accounts/routes';
import type { AccountServices } from './accounts/administration';
import { apiKeyRoutes, type ApiKeyServices } from './api-keys/routes';
import { attachmentRoutes, type AttachmentServices } from './attachments/routes';
import { bulkAssignmentRoutes, type BulkAssignmentServices } from './bulk-assignments/routes';
import { bundleRoutes, type BundleServices } from './bundles/routes';
import { calendarRoutes, type CalendarServices } from './calendars/routes';
import { CODEC_ROOT, codecRoutes, type CodecServices } from './codec/routes';
import { allowWebUi } from './codec/web-ui';
import { commandRoutes } from './commands/routes';
import { serveConsole } from './console/pages';
import type { CommandServices } from './commands/carry-out';
import { companyRoutes, type CompanyServices } from './company/routes';
import { customerRoutes } from './customer/routes';
import { customerLinkRoutes } from './customer/link-routes';
import { serveCustomerPages } from './customer/pages';
import { complaintRoutes, type ComplaintServices } from './complaints/routes';
import { departmentRoutes, type DepartmentServices } from './departments/routes';
import { servePages } from './docs/pages';
import { dutyRoutes, type DutyServices } from './duties/routes';
import { exportRoutes, type ExportServices } from './exports/routes';
import { healthRoutes, type HealthServices } from './health/routes';
import { importRoutes, type ImportServices } from './imports/routes';
import { incomingMailRoutes, type IncomingMailServices } from './incoming-mails/routes';
import { asProblem, sendProblem } from './http/problem-answer';
import { giveRequestId } from './http/request-id';
import type { Route } from './http/route';
import { serveRoutes, type Serving } from './http/serve';
import { openApiRoute } from './openapi/routes';
import { packRoutes, type PackMoveServices } from './pack-moves/routes';
import { packReadingRoutes, type PackReading } from './packs/routes';
import { packWritingRoutes, type PackWriting } from './packs/writing-routes';
import { Problem } from './problems';
import { serveMailbox } from './mailbox/pages';
import { noticeTemplateRoutes } from './notice-templates/routes';
import { noticeRoutes, type NoticeServices } from './notices/routes';
import { keepingRoutes, type KeepingServices } from './keeping/routes';
import { peopleRoutes, type PeopleServices } from './people/routes';
import { proofRoutes, type ProofServices } from './proofs/routes';
import { publicFormRoutes, type PublicFormServices } from './public-form/routes';
import { retentionRoutes, type RetentionServices } from './retention/routes';
import { sessionRoutes, type SessionServices } from './session/routes';
import { streamRoutes, type StreamServices } from './stream/routes';
import { subjectRoutes, type SubjectServices } from './subjects/routes';
import { supervisionRoutes, type SupervisionServices } from './supervision/routes';
import { correctiveActionRoutes, type ActionServices } from './corrective-actions/routes';
import { webhookRoutes, type WebhookServices } from './webhooks/routes';
import { widespreadRoutes, type WidespreadServices } from './widespread/routes';
import { workOrderRoutes, type WorkOrderServices } from './work-orders/routes';

/** Everything that the routes need for their own work. */
export type RouteServices = ComplaintServices &
  CommandServices &
  BulkAssignmentServices &
  AttachmentServices &
  ExportServices &
  ImportServices &
  IncomingMailServices &
  PeopleServices &
  DutyServices &
  CompanyServices &
  CalendarServices &
  PackMoveServices &
  PackReading &
  PackWriting &
  DepartmentServices &
  WidespreadServices &
  SupervisionServices &
  AccountServices &
  ApiKeyServices &
  SessionServices &
  PublicFormServices &
  StreamServices &
  NoticeServices &
  WebhookServices &
  WorkOrderServices &
  ActionServices &
  KeepingServices &
  RetentionServices &
  BundleServices &
  SubjectServices &
  AccessRecordServices &
  CodecServices &
  ProofServices &
  HealthServices;

export type Services = RouteServices &
  Serving & {
    /** In development, where mails are kept that nobody sends; absent: they are not shown. */
    readonly mailboxFolder?: string;
  };

/** Version of the API in its document; its first part stands in the addresses. */
export const API_VERSION = '1.0.0';

/** Every route of the API. */
export function apiRoutes(services: RouteServices): Route[] {
  const routes: Route[] = [
    // Before the complaints, none of which has the number “export”.
    ...exportRoutes(services),
    ...complaintRoutes(services),
    ...commandRoutes(services),
    ...bulkAssignmentRoutes(services),
    ...attachmentRoutes(services),
    ...importRoutes(services),
    ...incomingMailRoutes(services),
    ...peopleRoutes(services),
    ...dutyRoutes(services),
    ...companyRoutes(services),
    ...calendarRoutes(services),
    ...packRoutes(services),
    ...packReadingRoutes(services),
    ...packWritingRoutes(services),
    ...departmentRoutes(services),
    ...widespreadRoutes(services),
    ...supervisionRoutes(services),
    ...sessionRoutes(services),
    ...accountRoutes(services),
    ...apiKeyRoutes(services, () => routes.map(({ id }) => id)),
    ...customerLinkRoutes(services),
    ...customerRoutes(services),
    ...publicFormRoutes(services),
    ...streamRoutes(services),
    ...noticeRoutes(services),
    ...noticeTemplateRoutes(),
    ...webhookRoutes(services),
    ...workOrderRoutes(services),
    ...correctiveActionRoutes(services),
    ...keepingRoutes(services),
    ...retentionRoutes(services),
    ...bundleRoutes(services),
    ...subjectRoutes(services),
    ...accessRecordRoutes(services),
    ...codecRoutes(services),
    ...proofRoutes(services),
    ...healthRoutes(services),
  ];
  return [...routes, openApiRoute(routes, API_VERSION)];
}

/**
 * The API as an Express application. It holds no state of its own: several may serve the same records.
 *
 * @param consoleFolder the built console, if it is to be served
 */
export function createApp(services: Services, consoleFolder?: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', [...services.trustedProxies]);
  app.use(giveRequestId);
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
    }),
  );
  const { uiUrl } = services.temporal;
  if (uiUrl !== undefined) app.use(CODEC_ROOT, allowWebUi(new URL(uiUrl).origin));
  serveRoutes(app, apiRoutes(services), services);
  servePages(app);
  if (services.mailboxFolder !== undefined) serveMailbox(app, services.mailboxFolder);
  if (consoleFolder !== undefined) {
    serveCustomerPages(app, consoleFolder);
    serveConsole(app, consoleFolder);
  }
  app.use(nothingHere);
  app.use(lastResort);
  return app;
}

const nothingHere: RequestHandler = (request, response) => {
  const detail = 'Nothing is at this address. What there is stands in /api/docs.';
  sendProblem(request, response, new Problem('not-found', detail));
};

/** What goes wrong outside of a route, such as an address that is not well-formed. */
// Express knows an error handler by its four parameters.
// eslint-disable-next-line @typescript-eslint/no-unused-vars
const lastResort: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  const malformedAddress = error instanceof URIError;
  const problem = malformedAddress
    ? new Problem('malformed', 'The address is not well-formed.')
    : asProblem(error);
  sendProblem(request, response, problem);
};
