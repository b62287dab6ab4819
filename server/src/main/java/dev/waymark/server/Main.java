package dev.waymark.server;

import dev.waymark.server.commands.DemoCommand;
import dev.waymark.server.commands.ExportCommand;
import dev.waymark.server.commands.Failure;
import dev.waymark.server.commands.ImportPageCommand;
import dev.waymark.server.commands.InviteCommand;
import dev.waymark.server.commands.KeysCommand;
import dev.waymark.server.commands.MigrateCommand;
import dev.waymark.server.commands.PlatformCommand;
import dev.waymark.server.commands.ReconcileCommand;
import dev.waymark.server.commands.ReplayFolderCommand;
import dev.waymark.server.commands.ServeCommand;
import dev.waymark.server.commands.SignInCommand;
import dev.waymark.server.commands.VerifyFileCommand;
import dev.waymark.server.demo.EmulatorCommand;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line. */
@Command(
        name = "waymark",
        mixinStandardHelpOptions = true,
        description = "A training page as a tracked learning path in any LMS, with verifiable completion records.")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commands(System.getenv()).execute(args));
    }

    /** Every command there is, told about this environment. */
    static CommandLine commands(Map<String, String> environment) {
        CommandLine waymark = new CommandLine(new Main())
                .addSubcommand(new ServeCommand(environment))
                .addSubcommand(new DemoCommand(environment))
                .addSubcommand(new MigrateCommand(environment))
                .addSubcommand(new InviteCommand(environment))
                .addSubcommand(new SignInCommand(environment))
                .addSubcommand(new PlatformCommand(environment))
                .addSubcommand(new KeysCommand(environment))
                .addSubcommand(new ImportPageCommand(environment))
                .addSubcommand(new ReplayFolderCommand())
                .addSubcommand(new VerifyFileCommand())
                .addSubcommand(new ReconcileCommand(environment))
                .addSubcommand(new ExportCommand(environment))
                .addSubcommand(new EmulatorCommand())
                .setExecutionExceptionHandler(Failure::tell);
        tellVersion(waymark, () -> new String[] {"waymark " + Version.text()});
        return waymark;
    }

    private static void tellVersion(CommandLine command, IVersionProvider version) {
        command.getCommandSpec().versionProvider(version);
        command.getSubcommands().values().forEach(sub -> tellVersion(sub, version));
    }
}
