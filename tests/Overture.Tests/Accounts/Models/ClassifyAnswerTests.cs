using System.Text;
using Overture.Accounts.Models;

namespace Overture.Tests.Accounts.Models;

public sealed class ClassifyAnswerTests
{
    static readonly DateTimeOffset noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(429, """{"error":{"message":"Rate limit reached for gpt-4o-mini","type":"requests","code":"rate_limit_exceeded"}}""", "RateLimited")]
    [InlineData(429, """{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}""", "QuotaExhausted")]
    [InlineData(429, """{"error":{"message":"Request too large for gpt-4o on tokens per min (TPM): Limit 10000, Requested 12000","type":"tokens","code":"rate_limit_exceeded"}}""", "ContextTooLong")]
    [InlineData(429, "slow down", "RateLimited")]
    [InlineData(402, """{"error":{"message":"Insufficient Balance","code":402}}""", "QuotaExhausted")]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}""", "Unauthorized")]
    [InlineData(401, "", "Unauthorized")]
    [InlineData(403, """{"error":{"message":"Country not supported","code":"unsupported_country_region_territory"}}""", "Unauthorized")]
    [InlineData(403, """{"error":{"message":"Project does not have access to model gpt-5","code":"model_not_found"}}""", "ModelNotFound")]
    [InlineData(404, """{"error":{"message":"The model `x` does not exist","code":"model_not_found"}}""", "ModelNotFound")]
    [InlineData(404, "<html>no</html>", "ModelNotFound")]
    [InlineData(400, """{"error":{"message":"This model's maximum context length is 8192 tokens","code":"context_length_exceeded"}}""", "ContextTooLong")]
    [InlineData(400, """{"message":"prompt is too long"}""", "ContextTooLong")]
    [InlineData(400, """{"error":{"message":"API key not valid. Please pass a valid API key.","code":400}}""", "Unauthorized")]
    [InlineData(400, """{"error":{"message":"'temperature' is not supported","param":"temperature","code":"unsupported_value"}}""", "BadRequest")]
    [InlineData(400, """{"error":{"message":"filtered","code":"content_filter"}}""", "ContentFiltered")]
    [InlineData(413, "", "ContextTooLong")]
    [InlineData(422, """{"detail":[{"msg":"field required"}]}""", "BadRequest")]
    [InlineData(408, "", "Timeout")]
    [InlineData(409, "", "ServerError")]
    [InlineData(500, "oops", "ServerError")]
    [InlineData(502, "<html>Bad Gateway</html>", "ServerError")]
    [InlineData(503, """{"error":{"message":"The engine is currently overloaded"}}""", "Overloaded")]
    [InlineData(504, "", "ServerError")]
    [InlineData(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", "Overloaded")]
    [InlineData(302, "", "BadAnswer")]
    [InlineData(200, "<!doctype html><p>login", "BadAnswer")]
    [InlineData(200, "", "BadAnswer")]
    [InlineData(200, "null", "BadAnswer")]
    [InlineData(200, "[]", "BadAnswer")]
    [InlineData(200, """{"choices":[{"message":{"content":"half an ans""", "BadAnswer")]
    [InlineData(200, """{"choices":[]}""", "BadAnswer")]
    [InlineData(200, """{"choices":[{"message":{"content":"  "},"finish_reason":"stop"}]}""", "Empty")]
    [InlineData(200, """{"choices":[{"message":{"content":null,"tool_calls":[{}]},"finish_reason":"tool_calls"}]}""", "BadAnswer")]
    [InlineData(200, """{"choices":[{"message":{"content":"Hi th"},"finish_reason":"length"}]}""", "CutOff")]
    [InlineData(200, """{"choices":[{"message":{"content":""},"finish_reason":"content_filter"}]}""", "ContentFiltered")]
    [InlineData(200, """{"choices":[{"message":{"content":null,"refusal":"I can't"},"finish_reason":"stop"}]}""", "Refused")]
    [InlineData(200, """{"error":{"message":"Provider returned error","code":429}}""", "BadAnswer")]
    public void What_an_OpenAI_server_sends_has_one_meaning(int status, string body, string fault)
    {
        var failure = Assert.IsType<ModelAnswer.Failure>(ClassifyAnswer.OpenAi(status, _ => null, Encoding.UTF8.GetBytes(body), noon));

        Assert.Equal(fault, failure.Fault.ToString());
        Assert.NotEmpty(failure.Message);
    }

    [Theory]
    [InlineData(429, """{"type":"error","error":{"type":"rate_limit_error","message":"would exceed"}}""", "RateLimited")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}""", "QuotaExhausted")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}""", "ContextTooLong")]
    [InlineData(401, """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""", "Unauthorized")]
    [InlineData(404, """{"type":"error","error":{"type":"not_found_error","message":"model: claude-x"}}""", "ModelNotFound")]
    [InlineData(413, """{"type":"error","error":{"type":"request_too_large","message":"too large"}}""", "ContextTooLong")]
    [InlineData(500, """{"type":"error","error":{"type":"api_error","message":"Internal"}}""", "ServerError")]
    [InlineData(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", "Overloaded")]
    [InlineData(200, """{"content":[{"type":"text","text":"Hi th"}],"stop_reason":"max_tokens"}""", "CutOff")]
    [InlineData(200, """{"content":[],"stop_reason":"refusal"}""", "Refused")]
    [InlineData(200, """{"content":[{"type":"tool_use","id":"1"}],"stop_reason":"tool_use"}""", "BadAnswer")]
    [InlineData(200, """{"content":[],"stop_reason":"end_turn"}""", "Empty")]
    public void What_Anthropic_sends_has_one_meaning(int status, string body, string fault)
        => Assert.Equal(fault, Assert.IsType<ModelAnswer.Failure>(ClassifyAnswer.Anthropic(status, _ => null, Encoding.UTF8.GetBytes(body), noon)).Fault.ToString());

    [Fact]
    public void Words_come_with_their_model_and_what_they_cost()
    {
        var openAi = ClassifyAnswer.OpenAi(200, _ => null, """{"model":"m-1","choices":[{"message":{"content":"Hi."},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":3}}"""u8, noon);
        var anthropic = ClassifyAnswer.Anthropic(200, _ => null, """{"model":"c-1","content":[{"type":"text","text":"Hi"},{"type":"text","text":"."}],"stop_reason":"end_turn","usage":{"input_tokens":10,"cache_read_input_tokens":2,"output_tokens":3}}"""u8, noon);

        Assert.Equal(new ModelAnswer.Words("Hi.", "m-1", new(12, 3), default), openAi);
        Assert.Equal(new ModelAnswer.Words("Hi.", "c-1", new(12, 3), default), anthropic);
    }

    [Fact]
    public void What_was_cut_off_is_billed_all_the_same()
    {
        var answer = ClassifyAnswer.OpenAi(200, _ => null, """{"choices":[{"message":{"content":"Hi th"},"finish_reason":"length"}],"usage":{"prompt_tokens":12,"completion_tokens":300}}"""u8, noon);

        Assert.Equal((new Tokens(12, 300), "Hi th"), (((ModelAnswer.Failure)answer).Used, ((ModelAnswer.Failure)answer).Text));
    }

    [Fact]
    public void No_bytes_make_it_throw()
    {
        var random = new Random(3);
        var whole = """{"model":"m","choices":[{"message":{"content":"Hi."},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":3}}"""u8.ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var k = random.Next(4); k >= 0; k--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            ClassifyAnswer.OpenAi(random.Next(2) == 0 ? 200 : 400, _ => "x", bytes.AsSpan(0, random.Next(bytes.Length + 1)), noon);
            ClassifyAnswer.Anthropic(random.Next(2) == 0 ? 200 : 500, _ => "-1", bytes, noon);
        }
    }
}
