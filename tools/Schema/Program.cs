System.Console.WriteLine("Start project of dotnet ef; see CONTRIBUTING.md.");
