import { dailyCheckRoutes, type DailyCheckServices } from '../daily-checks/routes';
import { dutyReportRoutes, type DutyReportServices } from '../duty-reports/routes';
import { figureRoutes, type FigureServices } from '../figures/routes';
import { followUpRoutes, type FollowUpServices } from '../follow-ups/routes';
import type { Route } from '../http/route';
import { surveyRoutes, type SurveyServices } from '../surveys/routes';

export type DutyServices = SurveyServices &
  DailyCheckServices &
  FollowUpServices &
  DutyReportServices &
  FigureServices;

/** The calendar of duties: what it asks for, what came of it, and the figures. */
export function dutyRoutes(services: DutyServices): Route[] {
  return [
    ...surveyRoutes(services),
    ...dailyCheckRoutes(services),
    ...followUpRoutes(services),
    ...dutyReportRoutes(services),
    ...figureRoutes(services),
  ];
}
