package dev.waymark.server;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.Set;

/** What the server measures about itself. Routes are labels, paths never are. */
final class Metrics {
    private static final Set<MetricsDomain> LEFT_OUT =
            EnumSet.of(MetricsDomain.EVENT_BUS, MetricsDomain.DATAGRAM_SOCKET, MetricsDomain.VERTICLES);
    private static final EnumSet<Label> LABELS =
            EnumSet.of(Label.HTTP_ROUTE, Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME);

    /** A request passes gates on its way, {@code /api/v1/>/api/v1/modules}; the last route answers it. */
    private static final MeterFilter LAST_ROUTE = MeterFilter.replaceTagValues(
            Label.HTTP_ROUTE.toString(), route -> route.substring(route.lastIndexOf('>') + 1));

    private Metrics() {}

    static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(LAST_ROUTE).meterFilter(new Buckets());
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return registry;
    }

    /** Vert.x, counting its requests, connections and pools in the registry. */
    static Vertx vertx(PrometheusMeterRegistry registry) {
        MicrometerMetricsOptions options =
                new MicrometerMetricsOptions().setEnabled(true).setLabels(LABELS);
        LEFT_OUT.forEach(options::addDisabledMetricsCategory);
        return Vertx.builder()
                .with(new VertxOptions().setMetricsOptions(options))
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
    }

    /** Answer times by bucket, so that quantiles of several nodes can be put together. */
    private static final class Buckets implements MeterFilter {
        private static final double[] NANOS = {5e6, 10e6, 25e6, 50e6, 100e6, 250e6, 500e6, 1e9, 2.5e9, 10e9};

        @Override
        public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
            return id.getName().equals("vertx.http.server.response.time")
                    ? DistributionStatisticConfig.builder()
                            .serviceLevelObjectives(NANOS)
                            .build()
                            .merge(config)
                    : config;
        }
    }
}
