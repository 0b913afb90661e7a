package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.PreparedConfigurations;

/**
 * The settings of a running session.
 *
 * @param opened that it began or resumed with
 * @param later  prepares those that follow
 */
record LiveSettings(OpenedSettings opened, PreparedConfigurations later) { }
